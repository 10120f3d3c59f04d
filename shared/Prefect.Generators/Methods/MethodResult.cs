using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>What a method returns, and what that makes it.</summary>
/// <param name="Returns">What the delegate returns; null for nothing.</param>
/// <param name="Gives">Type of the result or of the items; null for nothing.</param>
/// <param name="IsStream">Whether it gives one item after another.</param>
internal sealed record MethodResult(string? Returns, string? Gives, bool IsStream)
{
    private const string AsyncSequence = "System.Collections.Generic.IAsyncEnumerable";
    private const string Task = "System.Threading.Tasks.Task";

    /// <summary>Reads the result of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="instead">What to do instead, when it cannot be used.</param>
    public static MethodResult? Of(IMethodSymbol method, out string? instead)
    {
        instead = method.ReturnsVoid && method.IsAsync
            ? "nothing can wait for the end of an 'async void': return Task"
            : method.ReturnsByRef || method.ReturnsByRefReadonly
                ? "return a value, not a reference"
                : null;
        if (instead is not null || method.ReturnsVoid)
        {
            return instead is null ? new MethodResult(null, null, IsStream: false) : null;
        }

        string returns = method.ReturnType.ToDisplayString(Names.Full);
        if (method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } generic && Names.Plain(generic) is Task or AsyncSequence)
        {
            ITypeSymbol gives = ((INamedTypeSymbol)method.ReturnType).TypeArguments[0];
            instead = Instead(gives);
            return new MethodResult(returns, gives.ToDisplayString(Names.Full), Names.Plain(method.ReturnType) == AsyncSequence);
        }

        if (Names.Plain(method.ReturnType) == Task)
        {
            return new MethodResult(returns, null, IsStream: false);
        }

        instead = Instead(method.ReturnType);
        return new MethodResult(returns, returns, IsStream: false);
    }

    private static string? Instead(ITypeSymbol type)
    {
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            return "a result is kept after the call: return an array, a Memory<T> or a class";
        }

        return Names.Plain(type) switch
        {
            "System.Threading.Tasks.ValueTask" => "return Task, or Task<T> of a value",
            Task => "await the inner task",
            "System.Collections.Generic.IAsyncEnumerator" => "return IAsyncEnumerable<T>",
            AsyncSequence => "return IAsyncEnumerable<T> itself, not inside a task",
            _ => type.AllInterfaces.Any(parent => Names.Plain(parent) == AsyncSequence) ? "declare the result as IAsyncEnumerable<T>" : null,
        };
    }
}

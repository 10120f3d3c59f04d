using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The method that is the body of a flow or task, seen through reflection.</summary>
internal static class BodyMethod
{
    /// <summary>Says why a body cannot be called in another process, or null where it can.</summary>
    public static string? Obstacle(Definition definition)
    {
        MethodInfo method = definition.Method;
        if (method.DeclaringType is not { Assembly.IsDynamic: false } owner)
        {
            return "its body was made at run time. Write it as a static method or a lambda";
        }

        if (method.IsStatic)
        {
            return definition.Target is null ? null : "its body is an extension method of an object. Hand that over as an argument";
        }

        if (!owner.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            return $"its body is a method of an object ({owner.Name}). Make it a static method, and hand over what it needs as arguments";
        }

        string[] captured = [.. owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.Name)];
        return captured.Length == 0
            ? null
            : $"its body uses variables of the code around it ({string.Join(", ", captured.Select(Readable))}). Hand them over as arguments; 'static' before the lambda lets the compiler check it";
    }

    /// <summary>Gives the object that the body is called on; null for a static one.</summary>
    public static object? Target(MethodInfo method) => method.IsStatic ? null : RuntimeHelpers.GetUninitializedObject(method.DeclaringType!);

    /// <summary>Type of what calls of the body give in the end.</summary>
    public static Type ResultType(MethodInfo method)
    {
        Type type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(void))
        {
            return typeof(Unit);
        }

        if (!type.IsGenericType)
        {
            return type;
        }

        Type open = type.GetGenericTypeDefinition();
        if (open == typeof(Task<>))
        {
            return type.GenericTypeArguments[0];
        }

        return open == typeof(IAsyncEnumerable<>) ? typeof(IReadOnlyList<>).MakeGenericType(type.GenericTypeArguments) : type;
    }

    /// <summary>Calls the body and waits for its end. What it throws comes out as it is.</summary>
    /// <param name="method">The body.</param>
    /// <param name="arguments">What it is called with, without the token.</param>
    /// <param name="cancellationToken">Handed on where the body takes one.</param>
    public static async Task<object?> InvokeAsync(MethodInfo method, object?[] arguments, CancellationToken cancellationToken)
    {
        bool takesToken = method.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);
        object?[] all = takesToken ? [.. arguments, cancellationToken] : arguments;
        object? returned = method.Invoke(Target(method), BindingFlags.DoNotWrapExceptions, binder: null, all, culture: null);
        switch (returned)
        {
            case Task task:
                await task.ConfigureAwait(false);
                return method.ReturnType.IsGenericType ? ResultOf(task, method.ReturnType) : null;
            case not null when method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>):
                Task<object?> items = (Task<object?>)Generic(nameof(CollectAsync), type).Invoke(null, [returned, cancellationToken])!;
                return await items.ConfigureAwait(false);
            case null when typeof(Task).IsAssignableFrom(method.ReturnType):
                return await BodyResults.Of(task: null).ConfigureAwait(false);
            default:
                return returned;
        }
    }

    private static object? ResultOf(Task task, Type type) => Generic(nameof(ValueOf), type).Invoke(null, [task]);

    private static object? ValueOf<T>(Task<T> task)
    {
#pragma warning disable RS0030 // The task has ended: it was awaited.
        return task.Result;
#pragma warning restore RS0030
    }

    private static async Task<object?> CollectAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        return await BodyResults.ListAsync(items, cancellationToken).ConfigureAwait(false);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The result's type is one that the body already returns.")]
    private static MethodInfo Generic(string name, Type closed) => typeof(BodyMethod)
        .GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(closed.GenericTypeArguments);

    /// <summary>The compiler calls the object around it <c>&lt;&gt;4__this</c>.</summary>
    private static string Readable(string field) => field.EndsWith("__this", StringComparison.Ordinal) ? "this" : field;
}

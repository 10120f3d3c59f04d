using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>What the parameters of a flow or task must keep to.</summary>
internal static class ParameterRules
{
    private const int Most = 8;

    private static readonly string[] s_reserved = ["returnState", "return_state", "waitFor", "wait_for"];

    /// <summary>The parameters that calls give: all but the token at the end.</summary>
    public static IReadOnlyList<IParameterSymbol> Given(IMethodSymbol method) =>
        HasToken(method) ? [.. method.Parameters.Take(method.Parameters.Length - 1)] : method.Parameters;

    public static bool HasToken(IMethodSymbol method) => method.Parameters.Length > 0 && IsToken(method.Parameters[method.Parameters.Length - 1]);

    public static IEnumerable<Problem> Check(IMethodSymbol method, Kind kind)
    {
        IReadOnlyList<IParameterSymbol> given = Given(method);
        if (given.Count > Most)
        {
            yield return Problem.At(method, Rules.TooManyParameters, method.Name, $"{given.Count}", kind.Noun);
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Unusable(parameter) is { } reason)
            {
                yield return Problem.At(parameter, Rules.ParameterNotUsable, parameter.Name, method.Name, reason);
            }
        }

        foreach (IParameterSymbol token in given.Where(IsToken))
        {
            yield return Problem.At(token, Rules.ParameterNotUsable, token.Name, method.Name, "is a token before other parameters: make it the last");
        }
    }

    private static string? Unusable(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None)
        {
            return "is passed by reference, and a run may be over long after the call: pass a value, and return what changes";
        }

        if (parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            return "has a type that cannot be kept until the run begins: use an array, a Memory<T> or a class";
        }

        return Array.Exists(s_reserved, name => name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))
            ? "has a name that calls use themselves: rename it"
            : null;
    }

    private static bool IsToken(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && Names.Plain(parameter.Type) == "System.Threading.CancellationToken";
}

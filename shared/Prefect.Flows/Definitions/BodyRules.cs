using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>What the body of a flow or task must keep to.</summary>
internal static class BodyRules
{
    /// <summary>Makes a definition of a delegate.</summary>
    /// <param name="name">Name of the flow or task.</param>
    /// <param name="body">The delegate.</param>
    /// <param name="result">Type of the result.</param>
    /// <param name="count">How many arguments a call gives.</param>
    /// <param name="source">Source text of the delegate.</param>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    /// <exception cref="ArgumentException">It is several in one, or gives what the engine cannot await.</exception>
    public static Definition Define(string name, Delegate body, Type result, int count, string? source)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!body.HasSingleTarget)
        {
            throw new ArgumentException($"The body of '{name}' is several delegates in one. Give one, which calls the others.", nameof(body));
        }

        if (body.Method.ReturnType == typeof(void) && body.Method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            throw new ArgumentException($"The body of '{name}' is 'async void', for whose end nothing can wait. Make it 'async Task'.", nameof(body));
        }

        if (Instead(result) is { } instead)
        {
            throw new ArgumentException($"The body of '{name}' gives {result}, which cannot be the result of a flow or task. {instead}", nameof(body));
        }

        IReadOnlyList<ParameterDefinition> parameters = ParameterReader.Read(body);
        return parameters.Count == count
            ? new Definition(name, body.Method, source) { Parameters = parameters, Target = Owner(body) }
            : throw new ArgumentException(
                $"The body of '{name}' is called with {parameters.Count} arguments and a token, but its type says {count}. Leave the token out of the type arguments.", nameof(body));
    }

    /// <summary>Says what to return instead; null for what may be a result.</summary>
    private static string? Instead(Type result)
    {
        if (result == typeof(ValueTask) || result == typeof(Task))
        {
            return "Return a Task: make the method 'async Task', or add '.AsTask()', and await what it holds.";
        }

        if (typeof(Task).IsAssignableFrom(result) || Is(result, typeof(ValueTask<>)))
        {
            return "Return a Task of the value: make the method 'async Task<T>', or add '.AsTask()', and await inner tasks.";
        }

        bool isStream = Is(result, typeof(IAsyncEnumerable<>)) || Array.Exists(result.GetInterfaces(), type => Is(type, typeof(IAsyncEnumerable<>)));
        return isStream || Is(result, typeof(IAsyncEnumerator<>))
            ? "Return IAsyncEnumerable<T> itself, neither inside a task nor as an enumerator."
            : null;
    }

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    /// <summary>The object whose method the body is, as the compiler's own objects around lambdas are not.</summary>
    private static object? Owner(Delegate body) =>
        body.Method.IsStatic || body.Target is null || body.Method.Name.StartsWith('<') || body.Target.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            ? null
            : body.Target;
}

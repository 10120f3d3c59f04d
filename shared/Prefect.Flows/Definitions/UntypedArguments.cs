namespace Prefect.Flows;

/// <summary>Gives arguments that came without types, as those of a deployment, to a flow.</summary>
internal static class UntypedArguments
{
    /// <exception cref="ParameterBindException">There are more or fewer than the flow has parameters.</exception>
    public static void Check(Flow flow, object?[] arguments, int count)
    {
        if (arguments.Length != count)
        {
            throw new ParameterBindException($"The flow '{flow.Name}' has {count} parameters and was given {arguments.Length} arguments.");
        }
    }

    /// <exception cref="ParameterTypeException">The argument is not of the type.</exception>
    public static T Get<T>(Flow flow, object?[] arguments, int index) => arguments[index] switch
    {
        T value => value,
        null when default(T) is null => default!,
        var other => throw new ParameterTypeException(
            $"The parameter '{flow.Parameters[index].Name}' of the flow '{flow.Name}' takes {typeof(T)}, and was given {other?.GetType().ToString() ?? "null"}."),
    };
}

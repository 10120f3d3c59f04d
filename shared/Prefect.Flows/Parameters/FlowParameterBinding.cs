using System.Collections.ObjectModel;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Binds arguments by name to the parameters of a flow.</summary>
internal static class FlowParameterBinding
{
    /// <summary>Gives the members of a JSON object.</summary>
    /// <exception cref="ParameterBindException">It has a name twice.</exception>
    public static IReadOnlyDictionary<string, object?> Read(Flow flow, JsonObject parameters)
    {
        try
        {
            return parameters.ToDictionary(parameter => parameter.Key, parameter => (object?)parameter.Value, StringComparer.Ordinal);
        }
        catch (ArgumentException exception)
        {
            throw new ParameterBindException($"The parameters of flow '{flow.Name}' name one twice. Give each once.", exception);
        }
    }

    /// <summary>Binds and runs; what does not fit fails the run.</summary>
    public static async Task<State> RunAsync(Flow flow, IReadOnlyDictionary<string, object?> parameters, FlowCallOptions options)
    {
        ThrowIfMisnamed(flow, parameters);
        object?[] arguments = new object?[flow.Parameters.Count];
        try
        {
            IReadOnlyDictionary<string, object?> bound = await BindAsync(flow, parameters, options.CancellationToken).ConfigureAwait(false);
            for (int index = 0; index < arguments.Length; index++)
            {
                arguments[index] = bound[flow.Parameters[index].Name];
            }
        }
        catch (ParameterTypeException exception)
        {
            options = options with { Failure = exception, Given = parameters };
            for (int index = 0; index < arguments.Length; index++)
            {
                arguments[index] = ParameterDefaults.Of(flow.Parameters[index]);
            }
        }

        return await flow.RunUntypedAsync(arguments, options).ConfigureAwait(false);
    }

    /// <summary>Gives a value of the right type for every parameter, in their order.</summary>
    public static async Task<IReadOnlyDictionary<string, object?>> BindAsync(
        Flow flow, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellationToken)
    {
        ThrowIfMisnamed(flow, parameters);
        OrderedDictionary<string, object?> bound = new(flow.Parameters.Count, StringComparer.Ordinal);
        List<BindFailureException> failures = [];
        ValueBinder binder = new() { IsExact = !flow.Options.ValidateParameters };
        ParameterInfo[] declared = flow.Definition.Method.GetParameters();
        foreach (ParameterDefinition parameter in flow.Parameters)
        {
            try
            {
                bound[parameter.Name] = parameters.TryGetValue(parameter.Name, out object? given)
                    ? binder.Bind(
                        await BlockReferences.ResolveAsync(given, parameter.Name, cancellationToken).ConfigureAwait(false),
                        FlowParameterSchema.Slot(declared, parameter),
                        parameter.Name)
                    : ParameterDefaults.Of(parameter);
            }
            catch (BindFailureException failure)
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0
            ? new ReadOnlyDictionary<string, object?>(bound)
            : throw new ParameterTypeException(
                $"Flow '{flow.Name}' cannot be run with these parameters: {string.Join("; ", failures.Select(failure => failure.Message))}. Correct them and run it again.");
    }

    private static void ThrowIfMisnamed(Flow flow, IReadOnlyDictionary<string, object?> parameters)
    {
        List<string> problems = [];
        if (Names(flow.Parameters.Where(parameter => !parameter.HasDefault && !parameters.ContainsKey(parameter.Name)).Select(parameter => parameter.Name)) is { } missing)
        {
            problems.Add($"{missing} is missing and has no default");
        }

        if (Names(parameters.Keys.Where(name => !flow.Parameters.Any(parameter => parameter.Name == name))) is { } unknown)
        {
            problems.Add($"{unknown} is no parameter of it");
        }

        if (problems.Count > 0)
        {
            string known = flow.Parameters.Count == 0 ? "It has no parameters" : $"Its parameters are {string.Join(", ", flow.Parameters.Select(parameter => parameter.Name))}";
            throw new ParameterBindException($"Flow '{flow.Name}' cannot be called like this: {string.Join("; ", problems)}. {known}.");
        }
    }

    private static string? Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'")) is { Length: > 0 } all ? all : null;
}

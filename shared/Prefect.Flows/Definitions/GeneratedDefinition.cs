using System.ComponentModel;

namespace Prefect.Flows;

/// <summary>Used by generated code: adds what only the source of a method tells.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedDefinition
{
    /// <summary>Adds to a task what its source tells.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sourceHash">Hash of the source text of the method, 32 hexadecimal digits.</param>
    /// <param name="parameters">The comment on each parameter; null where there is none.</param>
    /// <typeparam name="TTask">Type of the task.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    public static TTask DescribeTask<TTask>(TTask task, string sourceHash, params IReadOnlyList<string?> parameters)
        where TTask : FlowTask
    {
        ArgumentNullException.ThrowIfNull(task);
        return (TTask)task.Copy(Describe(task.Definition, sourceHash, parameters), task.Options);
    }

    /// <summary>Adds to a flow what its source tells.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="sourceHash">Hash of the source text of the method, 32 hexadecimal digits.</param>
    /// <param name="parameters">The comment on each parameter; null where there is none.</param>
    /// <typeparam name="TFlow">Type of the flow.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="flow"/> is null.</exception>
    public static TFlow DescribeFlow<TFlow>(TFlow flow, string sourceHash, params IReadOnlyList<string?> parameters)
        where TFlow : Flow
    {
        ArgumentNullException.ThrowIfNull(flow);
        return (TFlow)flow.Copy(Describe(flow.Definition, sourceHash, parameters), flow.Options);
    }

    private static Definition Describe(Definition definition, string sourceHash, IReadOnlyList<string?> descriptions)
    {
        ArgumentNullException.ThrowIfNull(descriptions);
        ParameterDefinition[] parameters = [.. definition.Parameters];
        for (int index = 0; index < parameters.Length && index < descriptions.Count; index++)
        {
            parameters[index] = parameters[index] with { Description = descriptions[index] };
        }

        return definition with { SourceHash = sourceHash, Parameters = parameters };
    }
}

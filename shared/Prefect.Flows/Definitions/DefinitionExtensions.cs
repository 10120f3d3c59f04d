namespace Prefect.Flows;

/// <summary>Makes variants of flows and tasks. The original is never changed.</summary>
public static class DefinitionExtensions
{
    /// <summary>Makes a task of the same body with other options.</summary>
    /// <param name="task">The task.</param>
    /// <param name="change">Gives the options from the present ones, as in <c>options => options with { Retries = 2 }</c>.</param>
    /// <typeparam name="TTask">Type of the task.</typeparam>
    /// <exception cref="ArgumentException">The options contradict each other, or one is out of its range.</exception>
    public static TTask With<TTask>(this TTask task, Func<TaskOptions, TaskOptions> change)
        where TTask : FlowTask
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(change);
        return (TTask)task.Copy(change(task.Options));
    }

    /// <summary>Makes a flow of the same body with other options.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="change">Gives the options from the present ones, as in <c>options => options with { Retries = 2 }</c>.</param>
    /// <typeparam name="TFlow">Type of the flow.</typeparam>
    /// <exception cref="ArgumentException">The options contradict each other, or one is out of its range.</exception>
    public static TFlow With<TFlow>(this TFlow flow, Func<FlowOptions, FlowOptions> change)
        where TFlow : Flow
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(change);
        return (TFlow)flow.Copy(change(flow.Options));
    }
}

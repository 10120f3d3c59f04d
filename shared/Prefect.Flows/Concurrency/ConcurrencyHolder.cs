namespace Prefect.Flows;

/// <summary>Who holds slots.</summary>
/// <param name="Type">What it is: <c>flow_run</c>, <c>task_run</c> or <c>deployment</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record ConcurrencyHolder(string Type, Guid Id)
{
    internal const string FlowRun = "flow_run";
    internal const string TaskRun = "task_run";

    internal static ConcurrencyHolder? Current => RunContext.Current switch
    {
        TaskRunContext task => new ConcurrencyHolder(TaskRun, task.TaskRun.Id),
        FlowRunContext flow => new ConcurrencyHolder(FlowRun, flow.FlowRun.Id),
        _ => null,
    };
}

namespace Prefect.Flows;

/// <summary>Keys of runs.</summary>
internal sealed record RunIdPolicy : CachePolicy
{
    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (context.TaskRun.FlowRunId ?? context.TaskRun.Id).ToString();
    }
}

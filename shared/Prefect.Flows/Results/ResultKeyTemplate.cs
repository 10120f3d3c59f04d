namespace Prefect.Flows;

/// <summary>Fills the templates of storage keys with what is known of the run.</summary>
internal static class ResultKeyTemplate
{
    public static string Render(string template, TaskRunContext context, IReadOnlyDictionary<string, object?> parameters)
    {
        Dictionary<string, object?> roots = new(StringComparer.Ordinal)
        {
            ["parameters"] = Of(parameters),
            ["task_run"] = Of(TaskRunValues(context, parameters)),
            ["flow_run"] = Of(FlowRunValues(Ambient.Current.Flow)),
            ["deployment"] = Of(DeploymentValues(Ambient.Current.Deployment)),
        };
        return RunNames.Render(template, roots.TryGetValue);
    }

    private static TemplateLookup Of(IReadOnlyDictionary<string, object?> values) => values.TryGetValue;

    private static Dictionary<string, object?> TaskRunValues(TaskRunContext context, IReadOnlyDictionary<string, object?> parameters) => new(StringComparer.Ordinal)
    {
        ["id"] = context.TaskRun.Id.ToString(),
        ["name"] = context.TaskRun.Name,
        ["task_name"] = context.Task.Name,
        ["tags"] = context.TaskRun.Tags,
        ["run_count"] = context.TaskRun.RunCount,
        ["parameters"] = Of(parameters),
    };

    /// <summary>The same names as everywhere a flow run is asked about itself; nothing is known outside flows.</summary>
    private static Dictionary<string, object?> FlowRunValues(FlowRunContext? flow) => new(StringComparer.Ordinal)
    {
        ["id"] = flow?.FlowRun.Id.ToString(),
        ["name"] = flow?.FlowRun.Name,
        ["flow_name"] = flow?.Flow.Name,
        ["flow_version"] = flow?.Flow.Version,
        ["tags"] = flow?.FlowRun.Tags ?? [],
        ["run_count"] = flow?.FlowRun.RunCount ?? 0,
        ["scheduled_start_time"] = flow?.FlowRun.ExpectedStartTime,
        ["parent_flow_run_id"] = flow?.FlowRun.ParentFlowRunId?.ToString(),
        ["root_flow_run_id"] = flow?.FlowRun.RootFlowRunId.ToString(),
        ["parameters"] = Of(flow?.Parameters ?? FlowRun.EmptyParameters),
    };

    private static Dictionary<string, object?> DeploymentValues(DeploymentContext? deployment) => new(StringComparer.Ordinal)
    {
        ["id"] = deployment?.Id.ToString(),
        ["parameters"] = Of(deployment?.Parameters ?? FlowRun.EmptyParameters),
    };
}

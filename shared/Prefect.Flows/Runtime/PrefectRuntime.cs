namespace Prefect.Flows;

/// <summary>
/// Tells code about the run that it executes in, without passing it along. Outside runs the answers are empty, or come from the
/// store when the environment variable PREFECT__FLOW_RUN_ID names a run. An environment variable such as
/// PREFECT__RUNTIME__FLOW_RUN__NAME puts another answer in place of any that is no list or dictionary, for tests.
/// </summary>
public static class PrefectRuntime
{
    /// <summary>The innermost flow run.</summary>
    public static FlowRunRuntime FlowRun { get; } = new();

    /// <summary>The innermost task run.</summary>
    public static TaskRunRuntime TaskRun { get; } = new();

    /// <summary>The deployment that the outermost flow run runs for.</summary>
    public static DeploymentRuntime Deployment { get; } = new();

    /// <summary>Gives what a name in a template stands for: <c>flow_run</c>, <c>task_run</c> or <c>deployment</c>, with their attributes.</summary>
    internal static bool Lookup(string name, out object? value)
    {
        RuntimeModule? module = name switch
        {
            "flow_run" => FlowRun,
            "task_run" => TaskRun,
            "deployment" => Deployment,
            _ => null,
        };
        value = module is null ? null : (TemplateLookup)module.TryGet;
        return module is not null;
    }
}

using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Whose work it is, which decides what is named after it.</summary>
/// <param name="Key">What its task definitions are remembered by.</param>
/// <param name="Family">Family of its task definitions, where none is set.</param>
/// <param name="LogsPrefix">What the names of its log streams begin with, where nothing is set.</param>
internal sealed record EcsOrigin(string Key, string Family, string LogsPrefix)
{
    /// <summary>Work that a program starts by itself.</summary>
    public static EcsOrigin Of(EcsTask task)
    {
        string name = EcsNames.Family(task.Name ?? ImageName(task.Image) ?? "task");
        string family = $"{EcsDefaults.Family}_{name}";
        return new EcsOrigin(task.Family ?? family, family, $"prefect-logs_{name}");
    }

    /// <summary>A flow run that a worker starts.</summary>
    public static EcsOrigin Of(WorkerFlowRun run)
    {
        Guid owner = run.DeploymentId ?? run.FlowId;
        string name = EcsNames.Family($"{run.WorkPoolName}_{owner}");
        return new EcsOrigin(owner.ToString(), $"{EcsDefaults.Family}_{name}", $"prefect-logs_{run.WorkPoolName}_{owner}");
    }

    // registry:5000/team/report:7@sha256:… is report.
    private static string? ImageName(string? image)
    {
        string? last = image?.Split('@')[0].Split('/')[^1].Split(':')[0];
        return string.IsNullOrEmpty(last) ? null : last;
    }
}

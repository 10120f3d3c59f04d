namespace Prefect.Aws;

/// <summary>States by the service's names.</summary>
internal static class GlueStates
{
    private static readonly Dictionary<string, GlueJobRunState> s_byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["STARTING"] = GlueJobRunState.Starting,
        ["RUNNING"] = GlueJobRunState.Running,
        ["STOPPING"] = GlueJobRunState.Stopping,
        ["WAITING"] = GlueJobRunState.Waiting,
        ["SUCCEEDED"] = GlueJobRunState.Succeeded,
        ["STOPPED"] = GlueJobRunState.Stopped,
        ["FAILED"] = GlueJobRunState.Failed,
        ["TIMEOUT"] = GlueJobRunState.Timeout,
        ["ERROR"] = GlueJobRunState.Error,
        ["EXPIRED"] = GlueJobRunState.Expired,
    };

    public static GlueJobRunState Parse(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>Whether the run has ended.</summary>
    public static bool IsFinal(GlueJobRunState state) => state is
        GlueJobRunState.Succeeded or GlueJobRunState.Stopped or GlueJobRunState.Failed or GlueJobRunState.Timeout
        or GlueJobRunState.Error or GlueJobRunState.Expired;
}

using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>A run of a Glue job has ended, and not well.</summary>
public sealed class GlueJobRunException : BlockException
{
    internal GlueJobRunException(string jobName, string runId, GlueJobRunState state, string? errorMessage)
        : base($"The run '{runId}' of the Glue job '{jobName}' ended as {state.ToString().ToUpperInvariant()}: {errorMessage ?? "the service gives no reason."}")
    {
        JobName = jobName;
        RunId = runId;
        State = state;
        ErrorMessage = errorMessage;
    }

    /// <summary>Name of the job.</summary>
    public string JobName { get; }

    /// <summary>The service's id of the run.</summary>
    public string RunId { get; }

    /// <summary>How the run ended.</summary>
    public GlueJobRunState State { get; }

    /// <summary>The service's own text; null when it gave none.</summary>
    public string? ErrorMessage { get; }
}

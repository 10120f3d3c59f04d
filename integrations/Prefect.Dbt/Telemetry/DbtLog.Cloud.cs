using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>What this package logs.</summary>
internal static partial class DbtLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The dbt Cloud run '{RunId}' is {Status}.")]
    public static partial void RunIs(ILogger logger, long runId, DbtCloudJobRunStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the dbt Cloud run '{RunId}' of the job '{JobId}'.")]
    public static partial void RunStarted(ILogger logger, long runId, long jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Took up the dbt Cloud run '{RunId}' of the job '{JobId}', which had been started already.")]
    public static partial void RunAdopted(ILogger logger, long runId, long jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether a run of the dbt Cloud job '{JobId}' was started is looked up before it is tried again: {Reason}")]
    public static partial void StartInDoubt(ILogger logger, long jobId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dbt Cloud run '{RunId}' was started although '{OtherId}' of the job '{JobId}' is there for the same purpose; it is cancelled.")]
    public static partial void RunDoubled(ILogger logger, long runId, long otherId, long jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the dbt Cloud job '{JobId}' was started twice cannot be made sure of: {Reason}")]
    public static partial void OtherRunsUnknown(ILogger logger, long jobId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the dbt Cloud run '{RunId}' has written cannot be listed: {Reason}")]
    public static partial void ArtifactsUnknown(ILogger logger, long runId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Nothing of the dbt Cloud run '{RunId}' can be done again by itself.")]
    public static partial void NothingToRetry(ILogger logger, long runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "What did not succeed in the dbt Cloud run '{RunId}' is done again: {Count} steps.")]
    public static partial void Retrying(ILogger logger, long runId, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The step '{Command}' is repeated as a whole, since its results cannot be read: {Reason}")]
    public static partial void ResultsUnknown(ILogger logger, string command, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The assets of step {Step} of the dbt Cloud run '{RunId}' are not made known: {Reason}")]
    public static partial void AssetsUnknown(ILogger logger, int step, long runId, string reason);
}

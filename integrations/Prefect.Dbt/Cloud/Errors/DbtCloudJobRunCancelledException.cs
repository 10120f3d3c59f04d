using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run in dbt Cloud was cancelled.</summary>
public sealed class DbtCloudJobRunCancelledException : DbtCloudException
{
    internal DbtCloudJobRunCancelledException(long runId, string message, Exception? innerException = null)
        : base(message, ServiceFault.Unknown, innerException) => RunId = runId;

    /// <summary>Id of the run.</summary>
    public long RunId { get; }
}

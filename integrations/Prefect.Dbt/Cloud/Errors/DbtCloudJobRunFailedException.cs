using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run in dbt Cloud has failed.</summary>
public sealed class DbtCloudJobRunFailedException : DbtCloudException
{
    internal DbtCloudJobRunFailedException(long runId, string message, Exception? innerException = null)
        : base(message, ServiceFault.Unknown, innerException) => RunId = runId;

    /// <summary>Id of the run.</summary>
    public long RunId { get; }
}

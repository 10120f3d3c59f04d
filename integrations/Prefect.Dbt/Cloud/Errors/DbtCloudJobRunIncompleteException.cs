using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run in dbt Cloud has not ended yet, so that it has no result.</summary>
public sealed class DbtCloudJobRunIncompleteException : DbtCloudException
{
    internal DbtCloudJobRunIncompleteException(long runId, string message, Exception? innerException = null)
        : base(message, ServiceFault.Unknown, innerException) => RunId = runId;

    /// <summary>Id of the run.</summary>
    public long RunId { get; }
}

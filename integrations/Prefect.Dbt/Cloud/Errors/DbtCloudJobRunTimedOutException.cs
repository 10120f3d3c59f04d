using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run in dbt Cloud had not ended within the time that it was waited for. It goes on.</summary>
public sealed class DbtCloudJobRunTimedOutException : DbtCloudException
{
    internal DbtCloudJobRunTimedOutException(long runId, string message, Exception? innerException = null)
        : base(message, ServiceFault.Unknown, innerException) => RunId = runId;

    /// <summary>Id of the run.</summary>
    public long RunId { get; }
}

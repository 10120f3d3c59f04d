using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>An artifact of a run or job in dbt Cloud could not be read.</summary>
public sealed class DbtCloudGetRunArtifactFailedException : DbtCloudException
{
    internal DbtCloudGetRunArtifactFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

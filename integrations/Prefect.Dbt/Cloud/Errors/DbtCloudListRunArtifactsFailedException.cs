using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>The artifacts of a run in dbt Cloud could not be listed.</summary>
public sealed class DbtCloudListRunArtifactsFailedException : DbtCloudException
{
    internal DbtCloudListRunArtifactsFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

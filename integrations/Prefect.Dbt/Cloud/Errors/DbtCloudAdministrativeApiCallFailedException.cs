using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A request to dbt Cloud's administrative interface failed.</summary>
public sealed class DbtCloudAdministrativeApiCallFailedException : DbtCloudException
{
    internal DbtCloudAdministrativeApiCallFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

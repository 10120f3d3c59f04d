using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run in dbt Cloud could not be read.</summary>
public sealed class DbtCloudGetRunFailedException : DbtCloudException
{
    internal DbtCloudGetRunFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A job in dbt Cloud could not be read.</summary>
public sealed class DbtCloudGetJobFailedException : DbtCloudException
{
    internal DbtCloudGetJobFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A job in dbt Cloud could not be deleted.</summary>
public sealed class DbtCloudDeleteJobFailedException : DbtCloudException
{
    internal DbtCloudDeleteJobFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

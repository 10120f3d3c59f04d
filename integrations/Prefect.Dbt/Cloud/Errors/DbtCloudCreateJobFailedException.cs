using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A job in dbt Cloud could not be created.</summary>
public sealed class DbtCloudCreateJobFailedException : DbtCloudException
{
    internal DbtCloudCreateJobFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

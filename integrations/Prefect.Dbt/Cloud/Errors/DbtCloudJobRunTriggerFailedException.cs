using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>A run of a job in dbt Cloud could not be started, or it is not known whether it was: the message says which.</summary>
public sealed class DbtCloudJobRunTriggerFailedException : DbtCloudException
{
    internal DbtCloudJobRunTriggerFailedException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }
}

using Azure.Core;

namespace Prefect.Azure;

/// <summary>Sets the vendor's pipeline up. It sends once: <see cref="ArmRetry"/> repeats, on a clock that can be given.</summary>
internal sealed class ArmClientOptions : ClientOptions
{
    public ArmClientOptions(ArmAccess access)
    {
        Retry.MaxRetries = 0;
        Retry.NetworkTimeout = access.RequestTimeout;
        Diagnostics.IsLoggingContentEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
        Diagnostics.ApplicationId = "Prefect.Azure";
        Transport = access.Transport ?? Transport;
    }
}

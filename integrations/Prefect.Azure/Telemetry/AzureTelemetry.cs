using Prefect.Http;

namespace Prefect.Azure;

/// <summary>The traces and metrics of this package.</summary>
internal static class AzureTelemetry
{
    public const string Name = "Prefect.Azure";

    public static ServiceTelemetry Calls { get; } = new(Name, "azure", "azure.service.request.id");

    public static TransferCounters Transfers { get; } = new(Calls.Meter, "prefect.azure.blob");
}

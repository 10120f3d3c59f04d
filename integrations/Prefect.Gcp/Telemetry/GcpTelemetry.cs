using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>The traces and metrics of this package.</summary>
internal static class GcpTelemetry
{
    public const string Name = "Prefect.Gcp";

    public static ServiceTelemetry Calls { get; } = new(Name, "google-cloud", "gcp.request.id");

    public static TransferCounters Transfers { get; } = new(Calls.Meter, "prefect.gcp.storage");

    public static void Downloaded(long bytes) => Transfers.Downloaded(bytes);

    public static void Uploaded(long bytes) => Transfers.Uploaded(bytes);

    public static void Resumed() => Transfers.Resumed();
}

using Prefect.Http;

namespace Prefect.Aws;

/// <summary>The traces and metrics of this package.</summary>
internal static class AwsTelemetry
{
    public static ServiceTelemetry Calls { get; } = new("Prefect.Aws", "aws-api", "aws.request_id");

    public static TransferCounters Transfers { get; } = new(Calls.Meter, "prefect.aws.s3");
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prefect.Aws;

/// <summary>Traces and measures requests, in OpenTelemetry's terms.</summary>
internal static class AwsTelemetry
{
    public const string Name = "Prefect.Aws";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "rpc.client.duration", "ms", "Time from sending a request to the head of its answer, retries of the SDK included.");

    private static readonly Counter<long> s_transferred = s_meter.CreateCounter<long>(
        "prefect.aws.s3.transferred", "By", "Bytes of objects moved to or from a store.");

    private static readonly Counter<long> s_resumed = s_meter.CreateCounter<long>(
        "prefect.aws.s3.resumed", "{download}", "Downloads that broke off and went on where they stopped.");

    public static Activity? Start(AwsOperation operation)
    {
        Activity? activity = s_source.StartActivity($"{operation.Service}.{operation.Method}", ActivityKind.Client);
        return activity?
            .SetTag("rpc.system", "aws-api")
            .SetTag("rpc.service", operation.Service)
            .SetTag("rpc.method", operation.Method)
            .SetTag("aws.s3.bucket", operation.Bucket)
            .SetTag("aws.s3.key", operation.Key);
    }

    public static void Fail(Activity? activity, AwsException exception) =>
        activity?
            .SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.ErrorCode ?? exception.InnerException?.GetType().FullName)
            .SetTag("http.response.status_code", (int?)exception.StatusCode)
            .SetTag("aws.request_id", exception.RequestId);

    public static void Measure(AwsOperation operation, TimeSpan duration, string? error)
    {
        if (!s_duration.Enabled)
        {
            return;
        }

        TagList tags = new()
        {
            { "rpc.system", "aws-api" },
            { "rpc.service", operation.Service },
            { "rpc.method", operation.Method },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        s_duration.Record(duration.TotalMilliseconds, tags);
    }

    public static void Downloaded(long bytes) => s_transferred.Add(bytes, new KeyValuePair<string, object?>("direction", "download"));

    public static void Uploaded(long bytes) => s_transferred.Add(bytes, new KeyValuePair<string, object?>("direction", "upload"));

    public static void Resumed() => s_resumed.Add(1);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prefect.Gcp;

/// <summary>Traces and measures requests, in OpenTelemetry's terms.</summary>
internal static class GcpTelemetry
{
    public const string Name = "Prefect.Gcp";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "rpc.client.duration", "ms", "Time from sending a request to the head of its answer, retries included.");

    private static readonly Counter<long> s_transferred = s_meter.CreateCounter<long>(
        "prefect.gcp.storage.transferred", "By", "Bytes of objects moved to or from a bucket.");

    private static readonly Counter<long> s_resumed = s_meter.CreateCounter<long>(
        "prefect.gcp.storage.resumed", "{transfer}", "Transfers that broke off and went on where they stopped.");

    public static Activity? Start(GcpOperation operation)
    {
        Activity? activity = s_source.StartActivity($"{operation.Service.Name}.{operation.Method}", ActivityKind.Client);
        return activity?
            .SetTag("rpc.system", "google-cloud")
            .SetTag("rpc.service", operation.Service.Name)
            .SetTag("rpc.method", operation.Method)
            .SetTag("prefect.gcp.target", operation.Target);
    }

    public static void Fail(Activity? activity, GcpException exception) =>
        activity?
            .SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.ErrorCode ?? exception.InnerException?.GetType().FullName)
            .SetTag("http.response.status_code", (int?)exception.StatusCode)
            .SetTag("gcp.request.id", exception.RequestId);

    public static void Measure(GcpOperation operation, TimeSpan duration, string? error)
    {
        if (!s_duration.Enabled)
        {
            return;
        }

        TagList tags = new()
        {
            { "rpc.system", "google-cloud" },
            { "rpc.service", operation.Service.Name },
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

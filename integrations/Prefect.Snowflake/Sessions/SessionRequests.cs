using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Writes the requests of a session.</summary>
internal static class SessionRequests
{
    /// <summary>A request of those who use the session.</summary>
    public static RestRequest Of(SnowflakeRequest request, string token, TimeProvider clock)
    {
        string began = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        RestRequest sent = new(request.Method, request.Path.TrimStart('/'))
        {
            Body = request.Body is { } write ? RestBody.Json(Write(write)) : null,
            MayRepeat = request.MayRepeat,
            Timeout = request.Timeout,
            ForTry = (each, attempt) => ForTry(each, attempt, began),
        };
        sent = request.Query.Aggregate(sent, static (all, pair) => all.With(pair.Key, pair.Value));
        return sent.WithHeader("Accept", request.Accept).WithHeader("Authorization", Authorization(token));
    }

    /// <summary>A request of the session itself.</summary>
    public static RestRequest SignedIn(RestRequest request, string token) => request
        .With("requestId", Guid.NewGuid().ToString())
        .With("request_guid", Guid.NewGuid().ToString())
        .WithHeader("Accept", "application/json")
        .WithHeader("Authorization", Authorization(token));

    public static ServiceOperation Operation(SnowflakeRequest request)
    {
        string path = request.Path.Split('?')[0];
        string method = path switch
        {
            _ when path.EndsWith("/query-request", StringComparison.Ordinal) => "Query",
            _ when path.EndsWith("/abort-request", StringComparison.Ordinal) => "Abort",
            _ when path.EndsWith("/result", StringComparison.Ordinal) => "Result",
            _ when path.StartsWith("/monitoring/", StringComparison.Ordinal) => "Status",
            _ when path.EndsWith("/heartbeat", StringComparison.Ordinal) => "Heartbeat",
            _ => "Request",
        };
        return new ServiceOperation("Session", method, request.Attempt);
    }

    public static TimeSpan? Seconds(JsonElement data, string name) =>
        double.TryParse(SnowflakeAnswer.Text(data, name), CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;

    private static string Authorization(string token) => $"Snowflake Token=\"{token}\"";

    private static RestRequest ForTry(RestRequest request, RestTry attempt, string began)
    {
        RestRequest marked = request.With("request_guid", Guid.NewGuid().ToString());
        return attempt.Number == 1
            ? marked
            : marked
                .With("retryCount", attempt.Number - 1)
                .With("retryReason", (long?)attempt.StatusBefore ?? 0)
                .With("clientStartTime", began);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}

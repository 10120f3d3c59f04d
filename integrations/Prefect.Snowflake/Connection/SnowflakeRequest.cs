using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>A request to the service.</summary>
/// <param name="Attempt">What is tried, in the words of an error: <c>run a query</c>.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">Path of the address, with its query if the service gave it so: <c>/queries/v1/query-request</c>.</param>
internal sealed record SnowflakeRequest(string Attempt, HttpMethod Method, string Path)
{
    /// <summary>What comes after the question mark. The session adds <c>request_guid</c>, another for each try.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Writes the body, one JSON value, for each try; null where there is none.</summary>
    public Action<Utf8JsonWriter>? Body { get; init; }

    /// <summary>The media type that is asked for: the service answers queries in <c>application/snowflake</c>, and states in <c>application/json</c>.</summary>
    public string Accept { get; init; } = "application/snowflake";

    /// <summary>How long one try may take. Default: what the session takes for usual.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether it may be tried again when nobody knows what became of it. A query may: the service knows it by its <c>requestId</c>, and is
    /// told <c>retryCount</c>, <c>retryReason</c> and <c>clientStartTime</c> with each further try.
    /// </summary>
    public bool MayRepeat { get; init; } = true;

    /// <summary>
    /// The only sign-in that this makes sense in, for a statement inside a transaction; null where any will do. Where another would be needed,
    /// an exception with the service's code is thrown instead.
    /// </summary>
    public int? Generation { get; init; }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Gcp;

/// <summary>A request to a service.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path below the service's address, escaped: see <see cref="GooglePath"/>.</param>
internal sealed record GoogleRequest(HttpMethod Method, string Path)
{
    private readonly ImmutableList<KeyValuePair<string, string>> _query = [];
    private readonly ImmutableList<KeyValuePair<string, string>> _headers = [];

    /// <summary>A whole address, such as that of an upload under way, in place of <see cref="Path"/>. The token is sent to the service's own host alone.</summary>
    public Uri? Address { get; init; }

    public GoogleBody? Body { get; init; }

    /// <summary>Whether it may be carried out twice. Default: whether the method promises so.</summary>
    public bool MayRepeat { get; init; } = Method != HttpMethod.Post && Method != HttpMethod.Patch;

    /// <summary>How long one attempt may take, to the head of the answer or, where the answer is read as a whole, to its end. Null for the service's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often it is sent at most. Null for the service's.</summary>
    public int? Attempts { get; init; }

    /// <summary>The longest wait before the first repetition. Null for the service's.</summary>
    public TimeSpan? FirstWait { get; init; }

    /// <summary>A status below 200 or above 299 that is an answer as well, such as 308 of an upload under way.</summary>
    public int? AlsoAccepts { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Query => _query;

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    public static GoogleRequest Get(string path) => new(HttpMethod.Get, path);

    public static GoogleRequest Delete(string path) => new(HttpMethod.Delete, path);

    public static GoogleRequest Post(string path) => new(HttpMethod.Post, path);

    public static GoogleRequest Post<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Post, path) { Body = GoogleBody.Json(body, type) };

    public static GoogleRequest Put<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Put, path) { Body = GoogleBody.Json(body, type) };

    public static GoogleRequest Patch<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Patch, path) { Body = GoogleBody.Json(body, type) };

    /// <summary>Adds a parameter to the query, unless the value is null.</summary>
    public GoogleRequest With(string name, string? value) => value is null ? this : this with { Parameters = _query.Add(new(name, value)) };

    /// <inheritdoc cref="With(string, string?)"/>
    public GoogleRequest With(string name, bool? value) => With(name, value switch { null => null, true => "true", false => "false" });

    /// <inheritdoc cref="With(string, string?)"/>
    public GoogleRequest With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a parameter in place of one of the same name.</summary>
    public GoogleRequest Replace(string name, string value) =>
        this with { Parameters = _query.RemoveAll(pair => pair.Key == name).Add(new(name, value)) };

    /// <summary>Adds a header, unless the value is null.</summary>
    public GoogleRequest WithHeader(string name, string? value) => value is null ? this : this with { Lines = _headers.Add(new(name, value)) };

    private ImmutableList<KeyValuePair<string, string>> Parameters
    {
        init => _query = value;
    }

    private ImmutableList<KeyValuePair<string, string>> Lines
    {
        init => _headers = value;
    }
}

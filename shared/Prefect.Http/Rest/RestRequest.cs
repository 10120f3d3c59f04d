using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Http;

/// <summary>A request to a service.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path below the service's address, escaped (see <see cref="RestPath"/>), without a slash before it.</param>
public sealed record RestRequest(HttpMethod Method, string Path)
{
    private readonly ImmutableList<KeyValuePair<string, string>> _query = [];
    private readonly ImmutableList<KeyValuePair<string, string>> _headers = [];

    /// <summary>A whole address, such as that of a file elsewhere, in place of <see cref="Path"/>. Nobody is signed in to another host.</summary>
    public Uri? Address { get; init; }

    /// <summary>The body; null for none.</summary>
    public RestBody? Body { get; init; }

    /// <summary>Whether it may be carried out twice. Default: whether the method promises so, which POST and PATCH do not.</summary>
    /// <remarks>What was surely not carried out is sent again anyway: with a connection that did not come about, or an answer of 429.</remarks>
    public bool MayRepeat { get; init; } = Method != HttpMethod.Post && Method != HttpMethod.Patch;

    /// <summary>Whether it is signed in. Default: yes.</summary>
    public bool SignsIn { get; init; } = true;

    /// <summary>How long the head of an answer may take, and its body after it, in each try. Null for the client's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often it is sent at most. Null for the client's.</summary>
    public int? Attempts { get; init; }

    /// <summary>Changes the request for each try, where the service wants to know which one it is; null sends the same each time.</summary>
    public Func<RestRequest, RestTry, RestRequest>? ForTry { get; init; }

    /// <summary>Statuses below 200 or above 299 that are answers as well, such as 404 where it says no more than "no".</summary>
    public IReadOnlyCollection<int> AlsoAccepts { get; init; } = [];

    /// <summary>Parameters of the query, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => _query;

    /// <summary>Headers, before those of the client.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    private ImmutableList<KeyValuePair<string, string>> Parameters
    {
        init => _query = value;
    }

    private ImmutableList<KeyValuePair<string, string>> Lines
    {
        init => _headers = value;
    }

    /// <summary>Reads.</summary>
    /// <param name="path">Path below the service's address, escaped.</param>
    public static RestRequest Get(string path) => new(HttpMethod.Get, path);

    /// <summary>Deletes.</summary>
    /// <param name="path">Path below the service's address, escaped.</param>
    public static RestRequest Delete(string path) => new(HttpMethod.Delete, path);

    /// <summary>Does something.</summary>
    /// <param name="path">Path below the service's address, escaped.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    public static RestRequest Post(string path, RestBody? body = null) => new(HttpMethod.Post, path) { Body = body };

    /// <summary>Does something, with a value as JSON.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="path">Path below the service's address, escaped.</param>
    /// <param name="body">The value.</param>
    /// <param name="type">How it is written.</param>
    public static RestRequest Post<T>(string path, T body, JsonTypeInfo<T> type) => Post(path, RestBody.Json(body, type));

    /// <summary>Adds a parameter to the query, unless the value is null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, not escaped.</param>
    public RestRequest With(string name, string? value) => value is null ? this : this with { Parameters = _query.Add(new(name, value)) };

    /// <inheritdoc cref="With(string, string?)"/>
    public RestRequest With(string name, bool? value) => With(name, value switch { null => null, true => "true", false => "false" });

    /// <inheritdoc cref="With(string, string?)"/>
    public RestRequest With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a parameter in place of those of the same name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, not escaped.</param>
    public RestRequest Replace(string name, string value) =>
        this with { Parameters = _query.RemoveAll(pair => pair.Key == name).Add(new(name, value)) };

    /// <summary>Adds a header, unless the value is null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public RestRequest WithHeader(string name, string? value) => value is null ? this : this with { Lines = _headers.Add(new(name, value)) };

    /// <summary>Says method and path, without the query.</summary>
    public override string ToString() => $"{Method} {Address?.GetLeftPart(UriPartial.Path) ?? Path}";

    internal Uri AddressBelow(Uri service)
    {
        StringBuilder address = new(Address?.AbsoluteUri ?? service.AbsoluteUri + Path);
        char mark = address.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach ((string name, string value) in _query)
        {
            address.Append(mark).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }

        return new Uri(address.ToString());
    }
}

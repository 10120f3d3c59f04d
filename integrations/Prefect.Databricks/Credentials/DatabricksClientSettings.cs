using System.Net;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>What <c>client_kwargs</c> says: the options of Python's HTTP client, as far as they mean something here.</summary>
internal sealed record DatabricksClientSettings
{
    private const string Field = "client_kwargs";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    // How Python's client goes about its connections; nothing that a workspace would notice.
    private static readonly HashSet<string> s_passedOver = new(StringComparer.Ordinal)
    {
        "default_encoding", "follow_redirects", "http1", "http2", "limits", "max_redirects", "trust_env",
    };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    public TimeSpan RequestTimeout { get; private init; } = TimeSpan.FromMinutes(1);

    public TimeSpan? ConnectTimeout { get; private init; }

    public Uri? Proxy { get; private init; }

    /// <summary>Checks the workspace's certificate; null for the system's own way.</summary>
    public RemoteCertificateValidationCallback? Trust { get; private init; }

    /// <exception cref="DatabricksConfigurationException">An option is unknown, or has a value that cannot be used.</exception>
    public static DatabricksClientSettings Of(JsonObject? options)
    {
        DatabricksClientSettings settings = new();
        foreach ((string name, JsonNode? value) in options ?? [])
        {
            settings = name switch
            {
                "headers" => settings with { Headers = [.. HeadersOf(value)] },
                "timeout" => settings.WithTimeout(value),
                "verify" => settings with { Trust = TrustOf(value) },
                "proxy" => settings with { Proxy = ProxyOf(value) },
                _ when s_passedOver.Contains(name) => settings,
                _ => throw Bad($"{name} is not understood: set headers, timeout, verify or proxy"),
            };
        }

        return settings with { Headers = [new("User-Agent", DatabricksAgent.After(settings.Caller)), .. settings.Headers.Where(static header => !IsOwn(header.Key))] };
    }

    /// <summary>Makes connections; those that all share where nothing is said about them.</summary>
    public HttpMessageHandler Connect()
    {
        if (Trust is null && Proxy is null && ConnectTimeout is null)
        {
            return RestConnections.Shared;
        }

        SocketsHttpHandler connections = RestConnections.Create();
        connections.ConnectTimeout = ConnectTimeout ?? connections.ConnectTimeout;
        connections.SslOptions.RemoteCertificateValidationCallback = Trust;
        connections.Proxy = Proxy is null ? null : new WebProxy(Proxy);
        return connections;
    }

    private string? Caller => Headers.FirstOrDefault(static header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)).Value;

    // Whoever signs in does so by the properties; the name of the caller is added to.
    private static bool IsOwn(string header) =>
        header.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) || header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(JsonNode? value)
    {
        foreach ((string name, JsonNode? text) in value as JsonObject ?? (value is null ? [] : throw Bad("headers is no object")))
        {
            yield return text?.GetValueKind() == JsonValueKind.String && !text.GetValue<string>().AsSpan().ContainsAny('\r', '\n')
                ? new(name, text.GetValue<string>())
                : throw Bad($"the header {name} is no text of one line");
        }
    }

    private DatabricksClientSettings WithTimeout(JsonNode? value) => value switch
    {
        null => this with { RequestTimeout = s_longest },
        JsonObject parts => this with { RequestTimeout = Time(parts["read"]) ?? s_longest, ConnectTimeout = Time(parts["connect"]) },
        _ => this with { RequestTimeout = Time(value) ?? s_longest },
    };

    private static TimeSpan? Time(JsonNode? value) => value switch
    {
        null => null,
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && number.GetValue<double>() is > 0 and <= 86_400 and var seconds => TimeSpan.FromSeconds(seconds),
        _ => throw Bad("timeout is no number of seconds up to 86400, and no object of such"),
    };

    private static RemoteCertificateValidationCallback? TrustOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => null,
        JsonValueKind.False => DatabricksTrust.Nothing,
        JsonValueKind.String => DatabricksTrust.Authorities(value.GetValue<string>()),
        _ => throw Bad("verify is neither true or false nor the path of a file of certificate authorities"),
    };

    private static Uri? ProxyOf(JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.TryGetValue(out string? address) && Uri.TryCreate(address, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" => proxy,
        _ => throw Bad("proxy is no address that begins with http:// or https://"),
    };

    private static DatabricksConfigurationException Bad(string problem) => new(Field, $"client_kwargs cannot be used: {problem}.");
}

using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>What <c>client_kwargs</c> says: the options of Python's HTTP client, as far as they mean something here.</summary>
internal sealed record DatabricksClientSettings
{
    private const string Field = "client_kwargs";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_usualTotal = TimeSpan.FromMinutes(5);
    private static readonly SearchValues<char> s_inNames = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // How Python's client goes about its connections; nothing that a workspace would notice.
    private static readonly HashSet<string> s_passedOver = new(StringComparer.Ordinal)
    {
        "default_encoding", "follow_redirects", "http1", "http2", "limits", "max_redirects", "trust_env",
    };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    public TimeSpan RequestTimeout { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long all tries may take: no shorter than one of them.</summary>
    public TimeSpan TotalTimeout => RequestTimeout > s_usualTotal ? RequestTimeout : s_usualTotal;

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
        connections.Proxy = Proxy is null ? null : By(Proxy);
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
            yield return IsName(name) && text?.GetValueKind() == JsonValueKind.String && IsLine(text.ToString())
                ? new(name, text.ToString())
                : throw Bad($"the header '{name}' has another name or value than a header can have: one line of plain letters");
        }
    }

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(s_inNames);

    private static bool IsLine(string text) => text.All(static letter => letter is (>= ' ' and <= '~') or '\t');

    private DatabricksClientSettings WithTimeout(JsonNode? value) => value switch
    {
        null => this with { RequestTimeout = s_longest },
        JsonObject parts => this with { RequestTimeout = Time(parts["read"]) ?? s_longest, ConnectTimeout = Time(parts["connect"]) },
        _ => this with { RequestTimeout = Time(value) ?? s_longest },
    };

    private static TimeSpan? Time(JsonNode? value) => value switch
    {
        null => null,
        JsonValue number when number.GetValueKind() == JsonValueKind.Number
            && double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) is >= 0.001 and <= 86_400 and var seconds => TimeSpan.FromSeconds(seconds),
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

    private static WebProxy By(Uri address)
    {
        string[] signIn = [.. address.UserInfo.Split(':', 2).Select(static part => Uri.UnescapeDataString(part))];
        SecretMasker.Add(signIn.ElementAtOrDefault(1));
        return new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri)
        {
            Credentials = signIn[0].Length == 0 ? null : new NetworkCredential(signIn[0], signIn.ElementAtOrDefault(1)),
        };
    }

    private static DatabricksConfigurationException Bad(string problem) => new(Field, $"client_kwargs cannot be used: {problem}.");
}

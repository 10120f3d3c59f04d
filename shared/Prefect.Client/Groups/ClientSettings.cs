namespace Prefect.Client;

/// <summary>How the client of the API behaves.</summary>
public sealed class ClientSettings
{
    internal ClientSettings(SettingReader read)
    {
        MaxRetries = read.Whole("client.max_retries");
        RetryJitterFactor = read.Number("client.retry_jitter_factor");
        RetryExtraCodes = [.. read.Numbers("client.retry_extra_codes").Select(code => (int)code)];
        CsrfSupportEnabled = read.Switch("client.csrf_support_enabled");
        ServerVersionCheckEnabled = read.Switch("client.server_version_check_enabled");
        MetricsEnabled = read.Switch("client.metrics.enabled");
        MetricsPort = read.Whole("client.metrics.port");
        CustomHeaders = read.Map("client.custom_headers").Where(header => !IsOurs(header.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How often a failed request is repeated: 0 or more, 5 by default.</summary>
    public int MaxRetries { get; }

    /// <summary>How much chance is added to the wait between repeated requests: 0 or more, 0.2 by default.</summary>
    public double RetryJitterFactor { get; }

    /// <summary>Status codes, 100 to 599, to repeat a request on besides 429, 502 and 503. None by default.</summary>
    public IReadOnlyList<int> RetryExtraCodes { get; }

    /// <summary>Whether tokens against forged requests are fetched and sent. On by default.</summary>
    public bool CsrfSupportEnabled { get; }

    /// <summary>Whether versions are compared with the server once per client. On by default.</summary>
    public bool ServerVersionCheckEnabled { get; }

    /// <summary>Whether Prometheus metrics are served. Off by default.</summary>
    public bool MetricsEnabled { get; }

    /// <summary>Port of the Prometheus metrics; 4201 by default.</summary>
    public int MetricsPort { get; }

    /// <summary>Headers added to every request, except those the client sets itself. They may hold secrets. None by default.</summary>
    public IReadOnlyDictionary<string, string> CustomHeaders { get; }

    internal static bool IsOurs(string header)
        => header.ToUpperInvariant() is "USER-AGENT" or "PREFECT-CSRF-TOKEN" or "PREFECT-CSRF-CLIENT";
}

namespace Prefect.Client;

/// <summary>How to reach the API of a Prefect server.</summary>
public sealed class ApiSettings
{
    internal ApiSettings(SettingReader read)
    {
        Url = read.Text("api.url")?.TrimEnd('/');
        Key = read.Secret("api.key");
        AuthString = read.Secret("api.auth_string");
        SkipsTlsVerification = read.Switch("api.tls_insecure_skip_verify");
        SslCertFile = read.Text("api.ssl_cert_file");
        EnableHttp2 = read.Switch("api.enable_http2");
        RequestTimeout = read.Seconds("api.request_timeout");
    }

    /// <summary>Address of the API without a slash at its end, or <see langword="null"/> where the embedded store is used.</summary>
    public string? Url { get; }

    /// <summary>API key for Prefect Cloud, sent as a bearer token; <see cref="AuthString"/> wins over it.</summary>
    public SecretSetting? Key { get; }

    /// <summary><c>user:password</c> for a self-hosted server, sent as basic authentication.</summary>
    public SecretSetting? AuthString { get; }

    /// <summary>Whether any TLS certificate is accepted. Off by default.</summary>
    public bool SkipsTlsVerification { get; }

    /// <summary>PEM file of certificate authorities to trust, or <see langword="null"/> for the system's.</summary>
    public string? SslCertFile { get; }

    /// <summary>Whether HTTP/2 is spoken where the API offers it. Off by default.</summary>
    public bool EnableHttp2 { get; }

    /// <summary>How long to wait for an answer; 60 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; }
}

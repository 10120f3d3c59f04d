namespace Prefect.Client;

/// <summary>All that tells one pool of connections from another. What goes into headers is not part of it: those are set per request.</summary>
internal sealed record ConnectionKey(string Address, bool TrustsAnyone, string? CertificateFile, bool SpeaksHttp2)
{
    public static ConnectionKey Of(PrefectSettings settings, ApiAddress address) => new(
        address.Shown,
        settings.Api.SkipsTlsVerification,
        settings.Api.SkipsTlsVerification ? null : settings.Api.SslCertFile,
        settings.Api.EnableHttp2);
}

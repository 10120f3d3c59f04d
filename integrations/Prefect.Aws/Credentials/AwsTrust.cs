using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>How the certificate of a service is checked.</summary>
/// <param name="IsChecked">Whether it is checked at all.</param>
/// <param name="AuthoritiesPath">File of the authorities that count; null for those that the system trusts.</param>
internal sealed record AwsTrust(bool IsChecked, string? AuthoritiesPath)
{
    private const string OwnSetting = "verify_cert_path";

    public static AwsTrust OfSystem { get; } = new(true, null);

    /// <summary>What says where the file is.</summary>
    public string Origin { get; init; } = OwnSetting;

    /// <param name="parameters">What the user said.</param>
    /// <param name="bundle">What the machine is set up with; it counts where the user said nothing.</param>
    /// <param name="logger">Where to log.</param>
    /// <exception cref="AwsConfigurationException">The path is empty.</exception>
    public static AwsTrust Of(AwsClientParameters parameters, AwsBundle? bundle, ILogger logger)
    {
        bool? isChecked = parameters.Verify is { } verify && verify.TryGetFirst(out bool flag) ? flag : null;
        string? path = parameters.Verify is { } given && given.TryGetSecond(out string? text) ? text : null;
        string? ownPath = string.IsNullOrEmpty(parameters.VerifyCertPath) ? null : parameters.VerifyCertPath;
        if (path is not null)
        {
            AwsLog.PathInVerify(logger);
            if (string.IsNullOrWhiteSpace(path))
            {
                throw new AwsConfigurationException("verify", "verify must be true, false, or the path of a file of certificate authorities; it is empty.");
            }
        }

        if (isChecked is false)
        {
            if (ownPath is not null)
            {
                AwsLog.PathIgnored(logger);
            }

            return new AwsTrust(false, null);
        }

        if ((ownPath ?? path) is { } said)
        {
            return new AwsTrust(true, said);
        }

        return isChecked is null && bundle is not null ? new AwsTrust(true, bundle.Path) { Origin = bundle.Origin } : OfSystem;
    }

    /// <summary>Gives the check in the platform's form; null when the system's own is meant.</summary>
    /// <exception cref="AwsConfigurationException">The file of authorities cannot be read.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "The user switched the check off by verify = false, which is documented to do so.")]
    public RemoteCertificateValidationCallback? Callback()
    {
        if (!IsChecked)
        {
            return static (_, _, _, _) => true;
        }

        if (AuthoritiesPath is null)
        {
            return null;
        }

        X509Certificate2Collection authorities = ReadAuthorities(AuthoritiesPath, Origin);
        return (_, certificate, chain, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && certificate is X509Certificate2 own && IsTrusted(own, chain, authorities);
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Chain? sent, X509Certificate2Collection authorities)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (X509ChainElement element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(certificate);
    }

    private static X509Certificate2Collection ReadAuthorities(string path, string origin)
    {
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new AwsConfigurationException(OwnSetting, $"The file of certificate authorities '{path}', which {origin} names, cannot be read: {exception.Message}", exception);
        }

        return authorities.Count > 0
            ? authorities
            : throw new AwsConfigurationException(OwnSetting, $"The file of certificate authorities '{path}', which {origin} names, holds no certificate in PEM.");
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Prefect.Databricks;

/// <summary>How the workspace's certificate is checked.</summary>
internal static class DatabricksTrust
{
    private const string Field = "client_kwargs";

    /// <summary>Checks nothing.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "The user switched the check off by verify = false, which is documented to do so.")]
    public static RemoteCertificateValidationCallback Nothing { get; } = static (_, _, _, _) => true;

    /// <summary>Trusts the authorities of a file alone.</summary>
    /// <exception cref="DatabricksConfigurationException">The file cannot be read.</exception>
    public static RemoteCertificateValidationCallback Authorities(string path)
    {
        X509Certificate2Collection authorities = Read(path);
        return (_, certificate, sent, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && certificate is X509Certificate2 own
            && IsTrusted(own, sent, authorities);
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

    private static X509Certificate2Collection Read(string path)
    {
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new DatabricksConfigurationException(
                Field, $"The file of certificate authorities '{path}', which verify of client_kwargs names, cannot be read: {exception.Message}", exception);
        }

        return authorities.Count > 0
            ? authorities
            : throw new DatabricksConfigurationException(
                Field, $"The file of certificate authorities '{path}', which verify of client_kwargs names, holds no certificate in PEM.");
    }
}

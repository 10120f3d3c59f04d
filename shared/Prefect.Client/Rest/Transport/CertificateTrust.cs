using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Prefect.Client;

/// <summary>Whom an encrypted connection trusts.</summary>
internal static class CertificateTrust
{
    [SuppressMessage("Security", "CA5359", Justification = "The user asked for it with PREFECT_API_TLS_INSECURE_SKIP_VERIFY.")]
    public static readonly RemoteCertificateValidationCallback Anyone = static (_, _, _, _) => true;

    /// <summary>Trusts the authorities in a file, and nobody else.</summary>
    /// <exception cref="SettingsException">The file cannot be read, or holds no certificate.</exception>
    public static X509ChainPolicy In(string file)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, error.Message, error);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable(file, "It holds no certificate.", null);
    }

    private static SettingsException Unusable(string file, string reason, Exception? error) => new(
        $"The file of certificate authorities '{file}' cannot be used: {reason} PREFECT_API_SSL_CERT_FILE has to name a PEM file.",
        "PREFECT_API_SSL_CERT_FILE", file, innerException: error);
}

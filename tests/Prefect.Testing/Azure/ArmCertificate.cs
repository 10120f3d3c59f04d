using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Prefect.Testing;

/// <summary>Makes the certificate of a peer: for the hosts that it plays, and signed by nobody else.</summary>
internal static class ArmCertificate
{
    private static readonly string[] s_hosts =
    [
        "login.microsoftonline.com", "login.microsoftonline.us", "management.azure.com", "management.usgovcloudapi.net",
        "*.blob.core.windows.net", "*.vault.azure.net", "*.api.azureml.ms", "localhost",
    ];

    public static X509Certificate2 Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Peer of a test", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (string host in s_hosts)
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }
}

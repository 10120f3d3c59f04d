using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class EncryptionTests : ApiTest
{
    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        await using PrefectServer server = await StartAsync(out _);
        PrefectApi api = new(SettingsFor(server.Url), Options);

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.CheckHealthAsync(Ct));

        error.Message.ShouldContain("PREFECT_API_SSL_CERT_FILE");
        error.StatusCode.ShouldBeNull();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_an_authority_in_the_file_is_trusted()
    {
        await using PrefectServer server = await StartAsync(out string file);

        await new PrefectApi(SettingsFor(server.Url, ("PREFECT_API_SSL_CERT_FILE", file)), Options).Admin.CheckHealthAsync(Ct);

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_although_its_authority_is_trusted()
    {
        await using PrefectServer server = await StartAsync(out string file, "elsewhere.example");
        PrefectApi api = new(SettingsFor(server.Url, ("PREFECT_API_SSL_CERT_FILE", file)), Options);

        await Should.ThrowAsync<PrefectApiException>(() => api.Admin.CheckHealthAsync(Ct));

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_certificate_is_taken_where_that_was_asked_for()
    {
        await using PrefectServer server = await StartAsync(out _, "elsewhere.example");

        await new PrefectApi(SettingsFor(server.Url, ("PREFECT_API_TLS_INSECURE_SKIP_VERIFY", "true")), Options).Admin.CheckHealthAsync(Ct);

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_out_of_encryption_is_refused()
    {
        await using PrefectServer server = await StartAsync(out string file);
        server.Script("GET /health", ServerReply.Redirect(Server.Url + "/health"));
        PrefectApi api = new(SettingsFor(server.Url, ("PREFECT_API_SSL_CERT_FILE", file)), Options);

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.CheckHealthAsync(Ct));

        error.Message.ShouldContain("without encryption");
        Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----")]
    public void A_file_without_certificates_is_told_before_anything_is_sent(string content)
    {
        using TemporaryFolder folder = new();
        PrefectSettings settings = Settings(("PREFECT_API_SSL_CERT_FILE", folder.Write("ca.pem", content)));

        SettingsException error = Should.Throw<SettingsException>(() => new PrefectApi(settings, Options));

        error.Key.ShouldBe("PREFECT_API_SSL_CERT_FILE");
    }

    private Task<PrefectServer> StartAsync(out string authorityFile, string? host = null)
    {
        X509Certificate2 certificate = Certificate(host);
        authorityFile = Folder.Write($"{Guid.NewGuid():N}.pem", certificate.ExportCertificatePem());
        return PrefectServer.StartAsync(new() { Certificate = certificate }, Ct);
    }

    private static X509Certificate2 Certificate(string? host)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=prefect test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        if (host is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}

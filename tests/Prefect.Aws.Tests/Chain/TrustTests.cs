using System.Net;
using System.Security.Cryptography.X509Certificates;
using Amazon.S3.Model;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Whose certificates are trusted, over TLS.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly X509Certificate2 _authority = TestCertificates.Authority("CN=authority of a test");
    private readonly X509Certificate2 _certificate;

    public TrustTests() => _certificate = TestCertificates.Of(_authority);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_authority_of_the_users_own_is_trusted_by_every_client()
    {
        await using AwsPeer peer = await StartAsync();
        AwsCredentials credentials = Credentials(peer, new() { VerifyCertPath = Write(_authority) });

        await ReadAsync(credentials);
        ListBucketsResponse buckets = await credentials.GetS3Client().ListBucketsAsync(Token);

        buckets.HttpStatusCode.ShouldBe(HttpStatusCode.OK);
        peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task An_authority_that_nobody_named_is_not_trusted()
    {
        await using AwsPeer peer = await StartAsync();

        AwsException exception = await Should.ThrowAsync<AwsException>(() => ReadAsync(Credentials(peer, new())));

        exception.Message.ShouldContain("verify_cert_path");
        exception.InnerException.ShouldNotBeNull();
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_authority_is_not_trusted_and_the_systems_neither()
    {
        await using AwsPeer peer = await StartAsync();
        using X509Certificate2 other = TestCertificates.Authority("CN=another authority");

        await Should.ThrowAsync<AwsException>(() => ReadAsync(Credentials(peer, new() { VerifyCertPath = Write(other) })));

        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted_whoever_signed_it()
    {
        await using AwsPeer peer = await StartAsync();
        AwsClientParameters parameters = new() { VerifyCertPath = Write(_authority), EndpointUrl = $"https://localhost:{peer.Address.Port}" };

        await Should.ThrowAsync<AwsException>(() => ReadAsync(Credentials(peer, parameters)));

        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_checked_where_the_user_says_so()
    {
        await using AwsPeer peer = await StartAsync();

        await ReadAsync(Credentials(peer, new() { Verify = false }));

        peer.ShouldHaveGoodSignatures();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private static AwsCredentials Credentials(AwsPeer peer, AwsClientParameters parameters)
    {
        AwsCredentials credentials = peer.Credentials();
        return credentials with
        {
            AwsClientParameters = parameters with
            {
                EndpointUrl = parameters.EndpointUrl ?? peer.Address.AbsoluteUri,
                Config = credentials.AwsClientParameters.Config,
            },
        };
    }

    private static async Task ReadAsync(AwsCredentials credentials) =>
        await new AwsSecret { SecretName = "db/password", AwsCredentials = credentials }.ReadSecretAsync(Token);

    private async Task<AwsPeer> StartAsync()
    {
        AwsPeer peer = await AwsPeer.StartAsync(_certificate, Token);
        peer.On("secretsmanager.GetSecretValue", AwsReply.Json("""{"SecretString":"hunter2"}"""));
        peer.On("s3.GET /", AwsReply.Xml("<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"));
        return peer;
    }

    private string Write(X509Certificate2 certificate) => _folder.WriteFile($"{Guid.NewGuid()}.pem", certificate.ExportCertificatePem());
}

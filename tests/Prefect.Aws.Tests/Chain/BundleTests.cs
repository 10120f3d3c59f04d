using System.Security.Cryptography.X509Certificates;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>The authorities that a machine is set up with, over TLS, in processes of their own.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly X509Certificate2 _authority = TestCertificates.Authority("CN=authority of a machine");
    private readonly X509Certificate2 _certificate;

    public BundleTests() => _certificate = TestCertificates.Of(_authority);

    [Fact]
    public async Task The_environments_bundle_is_trusted()
    {
        await using AwsMachine machine = await StartAsync();
        machine.Environment["AWS_CA_BUNDLE"] = machine.Write("authorities.pem", _authority.ExportCertificatePem());

        machine.ShouldHaveRead(await machine.ReadAsync(), machine.Peer.Key);
    }

    [Theory]
    [InlineData("default", "", "")]
    [InlineData("profile work", "work", "")]
    [InlineData("profile work", "", "work")]
    public async Task The_bundle_of_the_profile_is_trusted(string section, string ofEnvironment, string ofBlock)
    {
        await using AwsMachine machine = await StartAsync();
        string bundle = machine.Write("authorities.pem", _authority.ExportCertificatePem());
        machine.Write(
            ".aws/config",
            $"""
            [{section}]
            aws_access_key_id = {machine.Peer.Key.AccessKeyId}
            aws_secret_access_key = {machine.Peer.Key.SecretAccessKey}
            ca_bundle = {bundle}
            """);
        if (ofEnvironment.Length > 0)
        {
            machine.Environment["AWS_PROFILE"] = ofEnvironment;
        }

        machine.ShouldHaveRead(await machine.ReadAsync(ofBlock), machine.Peer.Key);
    }

    [Fact]
    public async Task Without_a_bundle_the_authority_is_not_trusted()
    {
        await using AwsMachine machine = await StartAsync();

        (await machine.ReadAsync()).Text.ShouldNotBeNull().ShouldContain("verify_cert_path");
        machine.Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bundle_that_is_not_there_is_named()
    {
        await using AwsMachine machine = await StartAsync();
        machine.Environment["AWS_CA_BUNDLE"] = "/no/such/bundle.pem";

        string text = (await machine.ReadAsync()).Text.ShouldNotBeNull();

        text.ShouldContain("AWS_CA_BUNDLE");
        text.ShouldContain("/no/such/bundle.pem");
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task<AwsMachine> StartAsync()
    {
        AwsMachine machine = await AwsMachine.StartAsync(_certificate);
        machine.Environment["AWS_ACCESS_KEY_ID"] = machine.Peer.Key.AccessKeyId;
        machine.Environment["AWS_SECRET_ACCESS_KEY"] = machine.Peer.Key.SecretAccessKey;
        return machine;
    }
}

using System.Text;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

public sealed class GcpSecretTests : SecretManagerTest
{
    private GcpSecret Secret => new() { GcpCredentials = Credentials, SecretName = Name };

    [Fact]
    public async Task Writing_a_secret_that_is_not_there_creates_it()
    {
        using IDisposable scope = Open();
        byte[] value = Encoding.UTF8.GetBytes(Unique("value"));

        (await Secret.WriteSecretAsync(value, Token)).ShouldBe(Resource + "/versions/1");
        (await Secret.WriteSecretAsync(Encoding.UTF8.GetBytes(Unique("other")), Token)).ShouldBe(Resource + "/versions/2");

        (await (Secret with { SecretVersion = "1" }).ReadSecretAsync(Token)).ShouldBe(value);
        (await Secret.DeleteSecretAsync(Token)).ShouldBe(Resource);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_secret_that_somebody_else_creates_meanwhile_is_written()
    {
        using IDisposable scope = Open();
        Peer.On("secretmanager.projects.secrets.create", GoogleReply.Error(409, "ALREADY_EXISTS", "It is there."));
        Peer.On("secretmanager.projects.secrets.addVersion", GoogleReply.NotFound(), GoogleReply.Json($$"""{"name":"{{Resource}}/versions/7"}"""));

        (await Secret.WriteSecretAsync(Encoding.UTF8.GetBytes(Unique("value")), Token)).ShouldBe(Resource + "/versions/7");
    }

    [Fact]
    public void Blocking_twins_do_the_same()
    {
        using IDisposable scope = Open();
        byte[] value = Encoding.UTF8.GetBytes(Unique("value"));

        Secret.WriteSecret(value, Token);

        Secret.ReadSecret(Token).ShouldBe(value);
        ((ISecretStore)Secret).ReadSecret(Token).ShouldBe(value);
    }

    [Theory]
    [InlineData("", "latest", "secret_name")]
    [InlineData("a/b", "latest", "secret_name")]
    [InlineData("good", "", "secret_version")]
    [InlineData("good", "1/2", "secret_version")]
    public async Task Properties_that_cannot_be_used_are_named(string name, string version, string field)
    {
        GcpSecret secret = new() { GcpCredentials = Credentials, SecretName = name, SecretVersion = version };

        (await Should.ThrowAsync<GcpConfigurationException>(secret.ReadSecretAsync(Token))).Field.ShouldBe(field);
        (await secret.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
    }

    [Fact]
    public async Task A_check_reads_the_secret()
    {
        using IDisposable scope = Open();
        await Secret.WriteSecretAsync(Encoding.UTF8.GetBytes(Unique("value")), Token);

        BlockCheckResult result = await Secret.CheckAsync(Token);

        result.Succeeded.ShouldBeTrue();
        result.Stage.ShouldBe(BlockCheckStage.Resource);
    }

    [Fact]
    public async Task A_check_tells_what_is_not_there_from_what_may_not_be_read()
    {
        using IDisposable scope = Open();

        (await Secret.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Resource);
        Peer.On("secretmanager.projects.secrets.versions.access", GoogleReply.Error(403, "PERMISSION_DENIED"));
        (await Secret.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Permission);
    }
}

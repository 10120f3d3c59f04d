using System.Net;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobCheckTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task Good_blocks_pass()
    {
        (await Credentials().CheckAsync(Token)).Succeeded.ShouldBeTrue();
        BlockCheckResult result = await Container().CheckAsync(Token);
        result.Succeeded.ShouldBeTrue(result.Message);
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        result.Message.ShouldContain(Name);
    }

    [Theory]
    [InlineData("http://no-such-host.invalid:9000", BlockCheckStage.NameResolution)]
    [InlineData("http://127.0.0.1:1", BlockCheckStage.Connection)]
    public async Task A_host_that_cannot_be_reached_fails_at_its_stage(string endpoint, BlockCheckStage stage)
    {
        BlockCheckResult result = await Container(endpoint: new Uri(endpoint)).CheckAsync(Token);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage);
    }

    [Fact]
    public async Task A_port_without_encryption_fails_at_encryption() =>
        (await Container(endpoint: new UriBuilder(Azurite.Endpoint) { Scheme = "https" }.Uri).CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Encryption);

    [Fact]
    public async Task A_missing_container_fails_at_the_resource()
    {
        BlockCheckResult result = await (Container() with { ContainerName = "gone" + Name[10..] }).CheckAsync(Token);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        result.Message.ShouldContain("gone");
    }

    [Theory]
    [InlineData("AuthorizationFailure", BlockCheckStage.Permission)]
    [InlineData("AuthorizationPermissionMismatch", BlockCheckStage.Permission)]
    [InlineData("AuthenticationFailed", BlockCheckStage.SignIn)]
    public async Task A_refusal_is_told_from_a_wrong_key(string code, BlockCheckStage stage)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, $"<Error><Code>{code}</Code><Message>No.</Message></Error>", "application/xml"), times: int.MaxValue);

        BlockCheckResult result = await Container(endpoint: proxy.Endpoint).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage);
    }

    [Fact]
    public async Task Properties_that_contradict_each_other_fail_at_the_configuration() =>
        (await new AzureBlobStorageCredentials { ClientId = "id" }.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
}

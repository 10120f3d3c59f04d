using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class CheckTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task Good_blocks_pass()
    {
        (await Credentials().CheckAsync(Token)).Succeeded.ShouldBeTrue();
        (await Bucket().CheckAsync(Token)).ShouldSatisfyAllConditions(
            result => result.Succeeded.ShouldBeTrue(),
            result => result.Stage.ShouldBe(BlockCheckStage.Resource),
            result => result.Message.ShouldContain(Name));
        (await new MinIOCredentials { MinioRootUser = "u", MinioRootPassword = "any will do for moto", AwsClientParameters = Parameters(Moto.Endpoint) }.CheckAsync(Token))
            .Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://no-such-host.invalid:9000", BlockCheckStage.NameResolution)]
    [InlineData("http://127.0.0.1:1", BlockCheckStage.Connection)]
    public async Task A_host_that_cannot_be_reached_fails_at_its_stage(string endpoint, BlockCheckStage stage)
    {
        BlockCheckResult result = await Bucket(endpoint: new Uri(endpoint)).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage);
    }

    [Fact]
    public async Task A_port_without_encryption_fails_at_encryption()
    {
        BlockCheckResult result = await Bucket(endpoint: new UriBuilder(Moto.Endpoint) { Scheme = "https" }.Uri).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Encryption);
    }

    [Fact]
    public async Task A_missing_bucket_fails_at_the_resource()
    {
        BlockCheckResult result = await (Bucket() with { BucketName = "gone-" + Name }).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        result.Message.ShouldContain("gone-" + Name);
    }

    [Theory]
    [InlineData("AccessDenied", BlockCheckStage.Permission)]
    [InlineData("InvalidAccessKeyId", BlockCheckStage.SignIn)]
    [InlineData("SignatureDoesNotMatch", BlockCheckStage.SignIn)]
    [InlineData("ExpiredToken", BlockCheckStage.SignIn)]
    public async Task A_refusal_is_told_from_a_wrong_key(string code, BlockCheckStage stage)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(System.Net.HttpStatusCode.Forbidden, $"<Error><Code>{code}</Code><Message>No.</Message></Error>", "application/xml"), times: int.MaxValue);

        BlockCheckResult result = await Bucket(endpoint: proxy.Endpoint).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage);
    }

    [Fact]
    public async Task Properties_that_contradict_each_other_fail_at_the_configuration()
    {
        BlockCheckResult result = await new AwsCredentials { AwsAccessKeyId = "AKIA" }.CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Configuration);
        result.Message.ShouldContain("aws_secret_access_key");
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class RoleFaultTests : IAsyncLifetime
{
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AwsCredentials Role => _peer.Credentials() with { AssumeRoleArn = "arn:aws:iam::123456789012:role/fetcher-of-reports" };

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task Waiting_for_a_role_can_be_cancelled()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.On("sts.AssumeRole", _ =>
        {
            source.Cancel();
            return AwsReply.Never();
        });
        long start = Stopwatch.GetTimestamp();

        await Should.ThrowAsync<OperationCanceledException>(
            () => new AwsSecret { SecretName = "db", AwsCredentials = Role }.ReadSecretAsync(source.Token));
        await Should.ThrowAsync<OperationCanceledException>(
            () => new S3Bucket { BucketName = "b", Credentials = Role }.ReadPathAsync("k", source.Token));

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(55));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("empty")]
    public async Task Answer_without_credentials_is_an_error_that_names_the_role(string kind)
    {
        _peer.On("sts.AssumeRole", kind == "html" ? AwsReply.Html(200) : AwsReply.Xml("<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>"));

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => new AwsSecret { SecretName = "db", AwsCredentials = Role }.ReadSecretAsync(Token));

        exception.Message.ShouldStartWith("Could not assume the role 'arn:aws:iam::123456789012:role/fetcher-of-reports': ");
        exception.IsTransient.ShouldBeFalse();
    }
}

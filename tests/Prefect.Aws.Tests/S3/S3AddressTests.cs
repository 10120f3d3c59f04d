using System.Text;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Stores whose address has a path, and addresses where no store is.</summary>
public sealed class S3AddressTests : IAsyncLifetime
{
    private const string Page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Welcome</p></body></html>";

    // As of an object that was uploaded in parts: it says nothing about the content.
    private const string Tag = "\"5d41402abc4b2a76b9719d911017c592-2\"";

    private static readonly Dictionary<string, string> s_tagged = new() { ["ETag"] = Tag };

    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("store", "store")]
    [InlineData("store/", "store")]
    [InlineData("my%20store", "my%20store")]
    [InlineData("my store/v1", "my%20store/v1")]
    [InlineData("%C3%BC/a%2Bb/", "%C3%BC/a%2Bb")]
    public async Task Requests_are_signed_as_they_are_sent(string path, string sent)
    {
        _peer.On($"s3.GET /{sent}/landing/raw/a%20b.txt", AwsReply.Bytes("hello"u8.ToArray()) with { Headers = s_tagged });
        _peer.On($"s3.GET /{sent}/landing//a", AwsReply.Bytes("slash"u8.ToArray()) with { Headers = s_tagged });

        (await Bucket(path).ReadPathAsync("raw/a b.txt", Token)).ShouldBe("hello"u8.ToArray());
        (await Bucket(path).ReadPathAsync("/a", Token)).ShouldBe("slash"u8.ToArray());

        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Requests_that_are_sent_again_have_the_same_path()
    {
        _peer.On("s3.GET /my%20store/landing/a", AwsReply.InternalError(), AwsReply.Bytes("hello"u8.ToArray()) with { Headers = s_tagged });

        (await Bucket("my store", attempts: 3).ReadPathAsync("a", Token)).ShouldBe("hello"u8.ToArray());

        _peer.Requests.Select(request => request.Path.Split('?')[0]).ShouldBe(["/my%20store/landing/a", "/my%20store/landing/a"]);
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Page_is_no_answer()
    {
        await using PageServer pages = await PageServer.StartAsync(Page, Token);
        S3Bucket bucket = Bucket(pages.Address, attempts: 1);

        await ShouldBeRefusedAsync(() => bucket.ReadPathAsync("a", Token));
        await ShouldBeRefusedAsync(() => bucket.WritePathAsync("a", "content"u8.ToArray(), Token));
        await ShouldBeRefusedAsync(async () => await bucket.ListObjectsAsync(cancellationToken: Token).CountAsync(Token));
        (await bucket.CheckAsync(Token)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Page_that_is_an_object_is_read()
    {
        _peer.On("s3.GET /landing/index.html", AwsReply.Bytes(Encoding.UTF8.GetBytes(Page), "text/html; charset=utf-8") with { Headers = s_tagged });
        await using PageServer unnumbered = await PageServer.StartAsync(Page, Token, etag: Tag);

        (await Bucket("").ReadPathAsync("index.html", Token)).ShouldBe(Encoding.UTF8.GetBytes(Page));
        (await Bucket(unnumbered.Address, attempts: 1).ReadPathAsync("index.html", Token)).ShouldBe(Encoding.UTF8.GetBytes(Page));
    }

    private static async Task ShouldBeRefusedAsync(Func<Task> ask)
    {
        AwsException exception = await Should.ThrowAsync<AwsException>(ask);
        exception.Message.ShouldContain("none that this service gives");
        exception.Message.ShouldNotContain("Welcome");
    }

    private S3Bucket Bucket(string path, int attempts = 1) => Bucket(new Uri(_peer.Address, path), attempts);

    private S3Bucket Bucket(Uri address, int attempts)
    {
        JsonObject config = new() { ["retries"] = new JsonObject { ["total_max_attempts"] = attempts } };
        AwsCredentials credentials = _peer.Credentials();
        return new S3Bucket
        {
            BucketName = "landing",
            Credentials = credentials with { AwsClientParameters = new() { EndpointUrl = address.OriginalString, Config = config } },
        };
    }
}

using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Prefect.Testing.Tests;

public sealed class AwsPeerTests : IAsyncLifetime
{
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("odd folder/a+b=c&d?e#f%20g/ü \u1234 ~!*'();:@$,[].txt")]
    public async Task A_good_signature_reaches_the_script(string key)
    {
        using AmazonS3Client client = Client(_peer.Key);
        string path = "s3.PUT /bucket/" + PercentCoding.Encode(key, keepSlash: true);
        _peer.On(path, AwsReply.Bytes(ReadOnlyMemory<byte>.Empty));

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = key, ContentBody = "content" }, Token);

        _peer.ShouldHaveGoodSignatures();
        _peer.RequestsFor(path).ShouldHaveSingleItem().Text.ShouldBe("content");
    }

    [Fact]
    public async Task A_temporary_key_needs_its_token()
    {
        _peer.On("s3.GET /", AwsReply.Xml("<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"));
        using AmazonS3Client good = Client(_peer.TemporaryKey);
        using AmazonS3Client bad = Client(_peer.TemporaryKey with { SessionToken = null });

        await good.ListBucketsAsync(Token);

        _peer.ShouldHaveGoodSignatures();
        _peer.Requests[0].Signature.HasSessionToken.ShouldBeTrue();
        (await Should.ThrowAsync<AmazonS3Exception>(() => bad.ListBucketsAsync(Token))).ErrorCode.ShouldBe("InvalidToken");
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_remembered()
    {
        using AmazonS3Client client = Client(_peer.Key with { SecretAccessKey = "wrong" });

        AmazonS3Exception exception = await Should.ThrowAsync<AmazonS3Exception>(() => client.ListBucketsAsync(Token));

        exception.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        exception.ErrorCode.ShouldBe("SignatureDoesNotMatch");
        _peer.Requests.ShouldHaveSingleItem().Signature.Problem.ShouldBe(SignatureProblem.Mismatch);
        Should.Throw<ShouldAssertException>(_peer.ShouldHaveGoodSignatures);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused_in_the_words_of_JSON()
    {
        using HttpClient client = new() { BaseAddress = _peer.Address };
        using StringContent body = new("{}", Encoding.UTF8, "application/x-amz-json-1.1");
        body.Headers.Add("X-Amz-Target", "AWSGlue.StartJobRun");

        using HttpResponseMessage answer = await client.PostAsync(new Uri("/", UriKind.Relative), body, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("MissingAuthenticationToken");
        _peer.Requests.ShouldHaveSingleItem().Operation.ShouldBe("StartJobRun");
    }

    [Fact]
    public async Task Answers_come_one_after_another_and_the_last_remains()
    {
        using AmazonS3Client client = Client(_peer.Key);
        _peer.On("s3.GET /bucket/key", AwsReply.Bytes("one"u8.ToArray()), AwsReply.Bytes("two"u8.ToArray()));

        string[] texts = [await ReadAsync(client), await ReadAsync(client), await ReadAsync(client)];

        texts.ShouldBe(["one", "two", "two"]);
    }

    [Fact]
    public async Task What_no_test_scripted_is_refused()
    {
        using AmazonS3Client client = Client(_peer.Key);

        (await Should.ThrowAsync<AmazonS3Exception>(() => ReadAsync(client))).ErrorCode.ShouldBe("UnknownOperationException");
    }

    [Fact]
    public async Task Half_a_body_and_a_broken_connection_break_the_client()
    {
        using AmazonS3Client client = Client(_peer.Key);

        _peer.On("s3.GET /bucket/key", AwsReply.Half("half"));
        await Should.ThrowAsync<Exception>(() => ReadAsync(client));
        _peer.On("s3.GET /bucket/key", AwsReply.Reset());
        await Should.ThrowAsync<Exception>(() => ReadAsync(client));
    }

    [Fact]
    public async Task A_held_answer_waits_for_its_gate()
    {
        TaskCompletionSource gate = new();
        AmazonS3Client client = Client(_peer.Key);
        _peer.On("s3.GET /bucket/key", AwsReply.Bytes("late"u8.ToArray()) with { Held = gate.Task });

        Task<string> reading = ReadAsync(client);
        reading.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await reading).ShouldBe("late");
    }

    private static async Task<string> ReadAsync(AmazonS3Client client)
    {
        using GetObjectResponse answer = await client.GetObjectAsync("bucket", "key", Token);
        using StreamReader reader = new(answer.ResponseStream);
        return await reader.ReadToEndAsync(Token);
    }

    private AmazonS3Client Client(AwsKey key)
    {
        AWSCredentials credentials = key.SessionToken is null
            ? new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey)
            : new SessionAWSCredentials(key.AccessKeyId, key.SecretAccessKey, key.SessionToken);
        return new AmazonS3Client(credentials, new AmazonS3Config
        {
            ServiceURL = _peer.Address.AbsoluteUri, ForcePathStyle = true, MaxErrorRetry = 0, AuthenticationRegion = "us-east-1",
        });
    }
}

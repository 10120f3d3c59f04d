using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Prefect.Testing.Tests;

/// <summary>Amazon's own client against the emulators, by way of the fault proxy.</summary>
public sealed class AmazonSdkTests(MotoServer moto, S3rverServer s3rver) : IAsyncLifetime
{
    private static readonly byte[] s_content = FaultProxyFixture.Pattern(300_000);

    private readonly string _bucket = "bucket-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        await s3rver.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(RequestChecksumCalculation.WHEN_SUPPORTED, true)]
    [InlineData(RequestChecksumCalculation.WHEN_REQUIRED, true)]
    [InlineData(RequestChecksumCalculation.WHEN_REQUIRED, false)]
    public async Task S3rver_keeps_what_it_is_given(RequestChecksumCalculation checksums, bool chunks) =>
        await RoundTripAsync(s3rver, checksums, chunks);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Moto_keeps_what_it_is_given(bool chunks) =>
        await RoundTripAsync(moto, RequestChecksumCalculation.WHEN_REQUIRED, chunks);

    [Fact]
    public async Task The_client_tries_again_when_the_proxy_lets_an_upload_fail()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(s3rver.Endpoint, Token);
        using AmazonS3Client client = Connect(proxy.Endpoint, RequestChecksumCalculation.WHEN_SUPPORTED);
        await client.PutBucketAsync(_bucket, Token);
        FaultRule unavailable = proxy.Inject(Fault.HtmlUnavailable(), request => request.Method is "PUT");
        FaultRule lost = proxy.Inject(Fault.LoseAnswer(), request => request.Method is "PUT");

        await PutAsync(client, "ü b/c+d.bin");

        unavailable.Hits.ShouldBe(1);
        lost.Hits.ShouldBe(1);
        proxy.Requests.Count(request => request.Path.EndsWith(".bin", StringComparison.Ordinal)).ShouldBe(3);
        (await GetAsync(client, "ü b/c+d.bin")).AsSpan().SequenceEqual(s_content).ShouldBeTrue();
    }

    private async Task RoundTripAsync(EmulatorServer server, RequestChecksumCalculation checksums, bool chunks)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(server.Endpoint, Token);
        foreach (Uri endpoint in new[] { server.Endpoint, proxy.Endpoint })
        {
            using AmazonS3Client client = Connect(endpoint, checksums);
            await client.PutBucketAsync(_bucket, Token);
            await PutAsync(client, "ü b/c+d.bin", chunks);
            (await GetAsync(client, "ü b/c+d.bin")).AsSpan().SequenceEqual(s_content).ShouldBeTrue();

            ListObjectsV2Response listed = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket, Prefix = "ü b/" }, Token);
            listed.S3Objects.ShouldHaveSingleItem().Size.ShouldBe(s_content.Length);
            await client.DeleteObjectAsync(_bucket, "ü b/c+d.bin", Token);
            await client.DeleteBucketAsync(_bucket, Token);
        }
    }

    private static AmazonS3Client Connect(Uri endpoint, RequestChecksumCalculation checksums) => new(
        new BasicAWSCredentials(S3rverServer.AccessKey, S3rverServer.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = endpoint.AbsoluteUri,
            ForcePathStyle = true,
            RequestChecksumCalculation = checksums,
            AuthenticationRegion = "us-east-1",
        });

    private async Task PutAsync(AmazonS3Client client, string key, bool chunks = true)
    {
        using MemoryStream content = new(s_content);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = key, InputStream = content, UseChunkEncoding = chunks }, Token);
    }

    private async Task<byte[]> GetAsync(AmazonS3Client client, string key)
    {
        using GetObjectResponse got = await client.GetObjectAsync(_bucket, key, Token);
        using MemoryStream content = new();
        await got.ResponseStream.CopyToAsync(content, Token);
        return content.ToArray();
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>A test with a bucket of its own on an emulator, and a local folder.</summary>
public abstract class S3Test(MotoServer moto) : IAsyncLifetime
{
    protected static readonly Canary Secret = Canary.Generate("secret access key");
    private static readonly string[] s_none = [];

    private readonly TemporaryDirectory _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Name { get; } = "bucket-" + Guid.NewGuid().ToString("N");

    protected TemporaryDirectory Folder => _folder;

    protected MotoServer Moto => moto;

    protected IAmazonS3 Raw => Credentials().GetS3Client();

    public virtual async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        await Raw.PutBucketAsync(Name, Token);
    }

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected AwsCredentials Credentials(Uri? endpoint = null, JsonObject? config = null) => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = Secret.Value,
        RegionName = "us-east-1",
        AwsClientParameters = Parameters(endpoint ?? moto.Endpoint, config),
    };

    // Moto stores the framing of checksums as content.
    protected static AwsClientParameters Parameters(Uri endpoint, JsonObject? config = null)
    {
        config = config?.DeepClone().AsObject() ?? [];
        config["request_checksum_calculation"] = "when_required";
        return new AwsClientParameters { EndpointUrl = endpoint.AbsoluteUri, Config = config };
    }

    protected S3Bucket Bucket(string folder = "", Uri? endpoint = null, JsonObject? config = null) =>
        new() { BucketName = Name, BucketFolder = folder, Credentials = Credentials(endpoint, config) };

    protected async Task<string[]> KeysAsync()
    {
        Amazon.S3.Model.ListObjectsV2Response answer = await Raw.ListObjectsV2Async(new() { BucketName = Name }, Token);
        return answer.S3Objects?.Select(item => item.Key).Order(StringComparer.Ordinal).ToArray() ?? s_none;
    }

    protected async Task PutAsync(params string[] keys)
    {
        foreach (string key in keys)
        {
            await Raw.PutObjectAsync(new() { BucketName = Name, Key = key, ContentBody = key }, Token);
        }
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static byte[] Pattern(int length)
    {
        byte[] content = new byte[length];
        for (int index = 0; index < length; index++)
        {
            content[index] = (byte)((index * 31) ^ (index >> 8) ^ (index >> 16));
        }

        return content;
    }
}

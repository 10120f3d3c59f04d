using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3BucketFileSystemTests(S3rverServer s3rver) : FileSystemConformance, IAsyncLifetime
{
    private AwsCredentials _credentials = new();
    private string _bucket = "";

    public async ValueTask InitializeAsync()
    {
        _credentials = await S3rverCredentials.GetAsync(s3rver);
        _bucket = "bucket-" + Guid.NewGuid().ToString("N");
        await _credentials.GetS3Client().PutBucketAsync(_bucket, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IWritableFileSystem Create() => new S3Bucket { BucketName = _bucket, Credentials = _credentials };
}

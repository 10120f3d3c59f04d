using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3BucketStorageTests(S3rverServer s3rver) : ObjectStorageConformance
{
    protected override async Task<IObjectStorage> CreateAsync()
    {
        AwsCredentials credentials = await S3rverCredentials.GetAsync(s3rver);
        string bucket = "bucket-" + Guid.NewGuid().ToString("N");
        await credentials.GetS3Client().PutBucketAsync(bucket, TestContext.Current.CancellationToken);
        return new S3Bucket { BucketName = bucket, BucketFolder = "base", Credentials = credentials };
    }
}

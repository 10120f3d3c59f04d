using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>The block that most benchmarks move: a bucket that refers to saved credentials.</summary>
internal static class NestedBlock
{
    public static AwsCredentials Credentials { get; } = new()
    {
        AwsAccessKeyId = "AKIDBENCHMARK0000000",
        AwsSecretAccessKey = "not-a-real-key-only-as-long-as-one-0001",
        RegionName = "eu-central-1",
    };

    public static S3Bucket Bucket(AwsCredentials credentials) => new()
    {
        BucketName = "landing",
        BucketFolder = "incoming/orders",
        Credentials = credentials,
    };

    /// <summary>Saves credentials under a name, and a bucket that refers to them.</summary>
    public static async Task<S3Bucket> SaveAsync(IBlockStore store, string name)
    {
        AwsCredentials credentials = Credentials with { };
        await credentials.SaveAsync(name, overwrite: true, store);
        S3Bucket bucket = Bucket(credentials);
        await bucket.SaveAsync(name, overwrite: true, store);
        return bucket;
    }
}

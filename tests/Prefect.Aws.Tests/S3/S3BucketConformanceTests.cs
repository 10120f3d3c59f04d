using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3BucketConformanceTests : BlockConformance<S3Bucket>
{
    protected override S3Bucket Valid => new()
    {
        BucketName = "landing",
        BucketFolder = "base",
        Credentials = new AwsCredentials { AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE", AwsSecretAccessKey = AwsCredentialsConformanceTests.Secret },
    };

    protected override IReadOnlyList<string> Canaries => [AwsCredentialsConformanceTests.Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("s3-bucket");
}

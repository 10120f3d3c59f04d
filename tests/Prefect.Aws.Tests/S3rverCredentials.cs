using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>The credentials of s3rver, with which the SDK's defaults work, checksums included.</summary>
internal static class S3rverCredentials
{
    public static async Task<AwsCredentials> GetAsync(S3rverServer server)
    {
        Uri endpoint = await server.StartAsync(TestContext.Current.CancellationToken);
        return new AwsCredentials
        {
            AwsAccessKeyId = S3rverServer.AccessKey,
            AwsSecretAccessKey = S3rverServer.SecretKey,
            RegionName = "us-east-1",
            AwsClientParameters = new() { EndpointUrl = endpoint.AbsoluteUri },
        };
    }
}

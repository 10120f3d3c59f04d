using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class MinIOCredentialsConformanceTests : BlockConformance<MinIOCredentials>
{
    protected override MinIOCredentials Valid => new()
    {
        MinioRootUser = "operator",
        MinioRootPassword = AwsCredentialsConformanceTests.Secret,
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = "http://localhost:9000", Verify = false },
    };

    protected override IReadOnlyList<string> Canaries => [AwsCredentialsConformanceTests.Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("minio-credentials");
}

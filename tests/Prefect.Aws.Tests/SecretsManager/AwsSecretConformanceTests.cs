using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsSecretConformanceTests : BlockConformance<AwsSecret>
{
    protected override AwsSecret Valid => new()
    {
        AwsCredentials = new() { AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE", AwsSecretAccessKey = AwsCredentialsConformanceTests.Secret },
        SecretName = "prod/db/password",
    };

    protected override IReadOnlyList<string> Canaries => [AwsCredentialsConformanceTests.Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("aws-secret");
}

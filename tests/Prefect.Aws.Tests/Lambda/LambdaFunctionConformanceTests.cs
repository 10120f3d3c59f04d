using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class LambdaFunctionConformanceTests : BlockConformance<LambdaFunction>
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENGbPxRfiCY";

    protected override LambdaFunction Valid => new()
    {
        FunctionName = "resize",
        Qualifier = "live",
        AwsCredentials = new() { AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE", AwsSecretAccessKey = Secret },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("lambda-function");
}

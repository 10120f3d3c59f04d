using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueJobBlockConformanceTests : BlockConformance<GlueJobBlock>
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENGbPxRfiCY";

    protected override GlueJobBlock Valid => new()
    {
        JobName = "nightly",
        Arguments = new JsonObject { ["--day"] = "2026-11-20", ["--rows"] = 5 },
        JobWatchPollInterval = 12.5,
        AwsCredentials = new() { AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE", AwsSecretAccessKey = Secret },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("gluejobblock");
}

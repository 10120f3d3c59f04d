using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Gcp;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class BigQueryTargetConfigsConformanceTests : BlockConformance<BigQueryTargetConfigs>
{
    private const string Secret = "dbt-cli-bigquery-target-configs-canary-51f0b7";

    protected override BigQueryTargetConfigs Valid => new()
    {
        Schema = "marts",
        Project = "harbour",
        Credentials = new GcpCredentials { ServiceAccountInfo = new SecretDictionary { { "type", "service_account" }, { "private_key", Secret } } },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-bigquery-target-configs");
}

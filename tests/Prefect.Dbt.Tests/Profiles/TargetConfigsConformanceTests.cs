using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class TargetConfigsConformanceTests : BlockConformance<TargetConfigs>
{
    private const string Secret = "dbt-cli-target-configs-canary-51f0b7";

    protected override TargetConfigs Valid => new()
    {
        Type = "redshift",
        Schema = "marts",
        Threads = 8,
        AllowFieldOverrides = true,
        Extras = new SecretDictionary { { "host", "db.harbour.example" }, { "password", Secret }, { "port", new SecretJson(5439) } },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-target-configs");

    protected override IReadOnlyList<string> PlainOnWire => [Secret];
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class DbtCliProfileConformanceTests : BlockConformance<DbtCliProfile>
{
    private const string Secret = "dbt-cli-profile-canary-51f0b7";

    protected override DbtCliProfile Valid => new()
    {
        Name = "shop",
        Target = "prod",
        TargetConfigs = new TargetConfigs { Type = "redshift", Schema = "marts", Extras = new SecretDictionary { { "password", Secret } } },
        GlobalConfigs = new GlobalConfigs { PartialParse = true },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-profile");

    protected override IReadOnlyList<string> PlainOnWire => [Secret];
}

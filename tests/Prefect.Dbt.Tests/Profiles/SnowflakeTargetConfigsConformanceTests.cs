using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Snowflake;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class SnowflakeTargetConfigsConformanceTests : BlockConformance<SnowflakeTargetConfigs>
{
    private const string Secret = "dbt-cli-snowflake-target-configs-canary-51f0b7";

    protected override SnowflakeTargetConfigs Valid => new()
    {
        Connector = new SnowflakeConnector
        {
            Credentials = new SnowflakeCredentials { Account = "harbour-cranes", User = "loader", Password = Secret },
            Database = "SHOP",
            Warehouse = "SMALL",
            Schema = "PUBLIC",
        },
        Schema = "MARTS",
        Threads = 2,
        AllowFieldOverrides = true,
        Extras = new SecretDictionary { { "query_tag", "prefect" } },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-snowflake-target-configs");
}

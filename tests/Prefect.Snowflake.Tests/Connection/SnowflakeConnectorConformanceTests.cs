using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeConnectorConformanceTests : BlockConformance<SnowflakeConnector>
{
    private const string Password = "snowflake-canary-of-a-connector-8Jd4";

    protected override SnowflakeConnector Valid => new()
    {
        Credentials = new SnowflakeCredentials { Account = "harbour-cranes", User = "loader", Password = Password },
        Database = "SHOP",
        Warehouse = "SMALL",
        Schema = "PUBLIC",
        FetchSize = 500,
        PollFrequencyS = 2,
    };

    protected override IReadOnlyList<string> Canaries => [Password];

    protected override JsonObject Golden => GoldenBlockTypes.Get("snowflake-connector");
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Sql;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class PostgresTargetConfigsConformanceTests : BlockConformance<PostgresTargetConfigs>
{
    private const string Secret = "dbt-cli-postgres-target-configs-canary-51f0b7";

    protected override PostgresTargetConfigs Valid => new()
    {
        Schema = "marts",
        Credentials = new SqlAlchemyConnector
        {
            ConnectionInfo = new ConnectionComponents
            {
                Driver = SyncDriver.PostgresqlPsycopg2, Host = "db.harbour.example", Port = 5432, Username = "loader", Password = Secret, Database = "shop",
            },
        },
        Extras = new SecretDictionary { { "sslmode", "require" } },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-postgres-target-configs");
}

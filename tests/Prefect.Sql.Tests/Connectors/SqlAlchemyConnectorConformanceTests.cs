using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqlAlchemyConnectorConformanceTests : BlockConformance<SqlAlchemyConnector>
{
    private const string Password = "canary-of-sqlalchemy-connector-x81";

    protected override SqlAlchemyConnector Valid => new()
    {
        ConnectionInfo = new ConnectionComponents
        {
            Driver = SyncDriver.PostgresqlPsycopg2,
            Database = "sales",
            Username = "etl",
            Password = Password,
            Host = "db.invalid",
            Port = 5433,
            Query = new Dictionary<string, string> { ["application_name"] = "loader" },
        },
        ConnectArgs = new JsonObject { ["connect_timeout"] = 3 },
        FetchSize = 500,
    };

    protected override IReadOnlyList<string> Canaries => [Password];

    protected override JsonObject Golden => GoldenBlockTypes.Get("sqlalchemy-connector");
}

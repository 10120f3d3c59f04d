using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class AsyncSqlAlchemyConnectorConformanceTests : BlockConformance<AsyncSqlAlchemyConnector>
{
    private const string Password = "canary-of-async-sqlalchemy-connector-x81";

    protected override AsyncSqlAlchemyConnector Valid => new()
    {
        ConnectionInfo = new ConnectionComponents
        {
            Driver = AsyncDriver.PostgresqlAsyncpg,
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

    protected override JsonObject Golden => GoldenBlockTypes.Get("async-sqlalchemy-connector");
}

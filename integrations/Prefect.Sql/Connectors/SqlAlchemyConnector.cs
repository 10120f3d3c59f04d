using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>Runs SQL in a database: PostgreSQL, SQLite, SQL Server, or another whose ADO.NET provider was taken up.</summary>
/// <example>
/// <code>
/// await using SqlAlchemyConnector sales = await SqlAlchemyConnector.LoadAsync("sales");
/// await sales.ExecuteAsync("INSERT INTO ports (name) VALUES (:name)", new Dictionary&lt;string, object?&gt; { ["name"] = "Hamburg" });
/// IReadOnlyList&lt;object?[]&gt; rows = await sales.FetchManyAsync("SELECT id, name FROM ports", size: 100);
/// </code>
/// </example>
[Block(
    "SQLAlchemy Connector",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/3c7dff04f70aaf4528e184a3b028f9e40b98d68c-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-sqlalchemy")]
public sealed partial record SqlAlchemyConnector : SqlConnector
{
    private protected override void CheckDriver(string driver)
    {
        if (SqlDriverNames.IsAsync(driver))
        {
            throw new SqlConfigurationException(
                "connection_info", $"'{driver}' is a driver that Python awaits, which {nameof(SqlAlchemyConnector)} does not take: use {nameof(AsyncSqlAlchemyConnector)}, or another driver.");
        }
    }
}

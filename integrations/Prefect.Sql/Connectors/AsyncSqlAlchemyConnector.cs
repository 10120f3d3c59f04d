using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>Runs SQL in a database: the block whose documents name the drivers that Python awaits.</summary>
/// <example>
/// <code>
/// await using AsyncSqlAlchemyConnector sales = await AsyncSqlAlchemyConnector.LoadAsync("sales");
/// await foreach (Port port in sales.StreamAsync&lt;Port&gt;("SELECT id, name FROM ports"))
/// {
///     logger.LogInformation("{Name}", port.Name);
/// }
/// </code>
/// </example>
[Block(
    "Async SQLAlchemy Connector",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/3c7dff04f70aaf4528e184a3b028f9e40b98d68c-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-sqlalchemy")]
public sealed partial record AsyncSqlAlchemyConnector : SqlConnector
{
    private protected override void CheckDriver(string driver)
    {
        if (!SqlDriverNames.IsAsync(driver))
        {
            throw new SqlConfigurationException(
                "connection_info", $"'{driver}' is no driver that Python awaits, and {nameof(AsyncSqlAlchemyConnector)} takes no other: use {nameof(SqlAlchemyConnector)}, or another driver.");
        }
    }
}

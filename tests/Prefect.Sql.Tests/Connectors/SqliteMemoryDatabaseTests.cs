using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

/// <summary>In memory, by the block of the drivers that Python awaits.</summary>
public sealed class SqliteMemoryDatabaseTests : DatabaseConformance, IAsyncDisposable
{
    private readonly List<SqlConnector> _opened = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (SqlConnector connector in _opened)
        {
            await connector.CloseAsync();
        }
    }

    protected override async Task<IDatabase> CreateAsync(int rows)
    {
        AsyncSqlAlchemyConnector connector = new()
        {
            ConnectionInfo = new ConnectionComponents { Driver = AsyncDriver.SqliteAiosqlite },
            FetchSize = FetchSize,
        };
        _opened.Add(connector);
        await connector.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, name TEXT)", cancellationToken: Token);
        await connector.ExecuteManyAsync(Insert, Enumerable.Range(1, rows).Select(id => Row(id, $"row {id}")), cancellationToken: Token);
        return connector;
    }

    protected override Task ResetAsync(IDatabase database) => ((SqlConnector)database).ResetConnectionsAsync();
}

using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqliteDatabaseTests : DatabaseConformance, IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly List<SqlConnector> _opened = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (SqlConnector connector in _opened)
        {
            await connector.CloseAsync();
        }

        _folder.Dispose();
    }

    protected override async Task<IDatabase> CreateAsync(int rows)
    {
        SqlAlchemyConnector connector = new()
        {
            ConnectionInfo = new SecretString($"sqlite+pysqlite:///{_folder.Combine("conformance.db")}"),
            FetchSize = FetchSize,
        };
        _opened.Add(connector);
        await connector.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, name TEXT)", cancellationToken: Token);
        await connector.ExecuteManyAsync(Insert, Enumerable.Range(1, rows).Select(id => Row(id, $"row {id}")), cancellationToken: Token);
        return connector;
    }

    protected override Task ResetAsync(IDatabase database) => ((SqlConnector)database).ResetConnectionsAsync();
}

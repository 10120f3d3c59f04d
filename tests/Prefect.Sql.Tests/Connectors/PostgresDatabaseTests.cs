using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class PostgresDatabaseTests(PostgresServer server) : DatabaseConformance, IAsyncDisposable
{
    private readonly List<SqlConnector> _opened = [];

    protected override IReadOnlyList<string> Canaries => [PostgresServer.Password];

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
        Uri endpoint = await server.StartAsync(Token);
        AsyncSqlAlchemyConnector connector = new()
        {
            ConnectionInfo = new ConnectionComponents
            {
                Driver = AsyncDriver.PostgresqlAsyncpg,
                Username = PostgresServer.User,
                Password = PostgresServer.Password,
                Host = endpoint.Host,
                Port = endpoint.Port,
                Database = PostgresServer.Database,
            },
            FetchSize = FetchSize,
        };
        _opened.Add(connector);
        await connector.ExecuteAsync($"CREATE TABLE {Table} (id integer, name text)", cancellationToken: Token);
        await connector.ExecuteManyAsync(Insert, Enumerable.Range(1, rows).Select(id => Row(id, $"row {id}")), cancellationToken: Token);
        return connector;
    }

    protected override Task ResetAsync(IDatabase database) => ((SqlConnector)database).ResetConnectionsAsync();
}

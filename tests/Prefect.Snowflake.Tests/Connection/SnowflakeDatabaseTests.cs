using Prefect.Blocks;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeDatabaseTests : DatabaseConformance, IAsyncLifetime
{
    private SnowflakePeer _peer = null!;
    private HttpMessageHandler _way = null!;

    protected override IReadOnlyList<string> Canaries => [_peer.User.Password];

    public async ValueTask InitializeAsync()
    {
        _peer = await SnowflakePeer.StartAsync(TestContext.Current.CancellationToken);
        _way = _peer.Rest.CreateHandler();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _way.Dispose();
        await _peer.DisposeAsync();
    }

    // Not asynchronous: what is reached is to hold for the test that calls.
    protected override Task<IDatabase> CreateAsync(int rows)
    {
        SnowflakeTable table = new();
        table.Fill(rows);
        _ = new SnowflakeScript(_peer, table.Run);
        _ = SnowflakeAccess.Use(new SnowflakeAccess
        {
            Connections = _way,
            ProbesNetwork = false,
            Variable = static _ => null,
            Backoff = new Backoff { First = TimeSpan.Zero },
        });
        return Task.FromResult<IDatabase>(new SnowflakeConnector
        {
            Credentials = new SnowflakeCredentials { Account = _peer.Account, User = "loader", Password = _peer.User.Password },
            Database = "SHOP",
            Schema = "PUBLIC",
            Warehouse = "SMALL",
            FetchSize = FetchSize,
        });
    }

    protected override Task ResetAsync(IDatabase database) => ((SnowflakeConnector)database).ResetCursorsAsync();
}

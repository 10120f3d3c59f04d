using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests;

/// <summary>A test that speaks to PostgreSQL, in tables of its own.</summary>
public abstract class PostgresTest(PostgresServer server) : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected PostgresServer Server => server;

    /// <summary>Name of the present test's table.</summary>
    protected string Table { get; } = $"ports_{Guid.NewGuid():N}";

    protected ConnectionComponents Place => new()
    {
        Driver = SyncDriver.PostgresqlPsycopg2,
        Username = PostgresServer.User,
        Password = PostgresServer.Password,
        Host = "127.0.0.1",
        Port = server.Endpoint.Port,
        Database = PostgresServer.Database,
    };

    protected SqlAlchemyConnector Connector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync(Token);
        Connector = new SqlAlchemyConnector { ConnectionInfo = Place };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Connector is not null)
        {
            await Connector.CloseAsync();
        }
    }

    protected static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
}

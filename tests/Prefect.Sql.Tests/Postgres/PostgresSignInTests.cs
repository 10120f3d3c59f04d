using System.Data.Common;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Postgres;

public sealed class PostgresSignInTests(PostgresServer server) : PostgresTest(server)
{
    private JsonObject Trusted => new() { ["sslmode"] = "verify-full", ["sslrootcert"] = Server.CertificateFile };

    [Fact]
    public async Task URL_of_either_kind_of_driver_leads_to_the_server()
    {
        await using SqlAlchemyConnector blocking = new() { ConnectionInfo = new SecretString(Server.Url) };
        await using AsyncSqlAlchemyConnector awaiting = new()
        {
            ConnectionInfo = new SecretString(Server.Url.Replace("psycopg2", "asyncpg", StringComparison.Ordinal)),
        };

        blocking.FetchOne("SELECT 1", cancellationToken: Token)![0].ShouldBe(1);
        (await awaiting.FetchOneAsync("SELECT 1", cancellationToken: Token))![0].ShouldBe(1);
    }

    [Fact]
    public async Task Connection_is_encrypted_and_the_certificate_checked_where_that_is_asked_for()
    {
        await using SqlAlchemyConnector connector = Connector with { ConnectArgs = Trusted };
        (await connector.FetchOneAsync<bool>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", cancellationToken: Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Certificate_that_nobody_trusts_is_refused_before_the_password_is_sent()
    {
        await using SqlAlchemyConnector connector = Connector with { ConnectArgs = new JsonObject { ["sslmode"] = "verify-full" } };

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(() => connector.FetchOneAsync("SELECT 1", cancellationToken: Token));

        refused.Message.ShouldContain("certificate is trusted");
        (await connector.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Encryption);
    }

    [Fact]
    public async Task Provider_gives_the_password_of_each_connection_over_TLS()
    {
        int asked = 0;
        await using SqlAlchemyConnector connector = Connector with
        {
            ConnectionInfo = Place with { Password = null },
            ConnectArgs = new JsonObject { ["sslrootcert"] = Server.CertificateFile, ["pooling"] = false },
            PasswordProvider = (connection, _) =>
            {
                connection["Username"].ShouldBe(PostgresServer.User);
                asked++;
                return ValueTask.FromResult(PostgresServer.Password);
            },
        };

        (await connector.FetchOneAsync<bool>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", cancellationToken: Token)).ShouldBeTrue();
        connector.Execute("SELECT 1", cancellationToken: Token);
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Provider_and_password_contradict_each_other()
    {
        await using SqlAlchemyConnector connector = Connector with { PasswordProvider = (_, _) => ValueTask.FromResult("") };
        (await Should.ThrowAsync<SqlConfigurationException>(() => connector.FetchOneAsync("SELECT 1", cancellationToken: Token))).Field.ShouldBe("password");
    }

    [Fact]
    public async Task Check_tells_what_it_found()
    {
        BlockCheckResult result = await Connector.CheckAsync(Token);
        result.Succeeded.ShouldBeTrue(result.Message);
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        string version = (await Connector.FetchOneAsync<string>("SHOW server_version", cancellationToken: Token))!;
        result.Message.ShouldContain($"version {version.Split(' ')[0]}");
        Connector.Check(Token).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Check_tells_a_wrong_password_from_a_missing_database_and_a_closed_port()
    {
        const string Wrong = "canary-wrong-password-K4";
        (await CheckAsync(Place with { Password = Wrong })).ShouldBe((false, BlockCheckStage.SignIn));
        (await CheckAsync(Place with { Database = "no_such_database" })).ShouldBe((false, BlockCheckStage.Resource));
        (await CheckAsync(Place with { Port = ClosedPort() })).ShouldBe((false, BlockCheckStage.Connection));
        (await CheckAsync(Place with { Host = "no-such-host.invalid" })).ShouldBe((false, BlockCheckStage.NameResolution));
        (await CheckAsync(Place with { Driver = "nodb" })).ShouldBe((false, BlockCheckStage.Configuration));
    }

    [Fact]
    public async Task No_error_shows_the_password()
    {
        const string Secret = "canary/of:the@url-83";
        string url = $"postgresql+psycopg2://prefect:{Uri.EscapeDataString(Secret)}@127.0.0.1:{Server.Endpoint.Port}/postgres";
        LeakSweep sweep = new([new Canary("password", Secret), new Canary("password, escaped", Uri.EscapeDataString(Secret))]);
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString(url) };

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(() => connector.FetchOneAsync("SELECT 1", cancellationToken: Token));
        BlockCheckResult check = await connector.CheckAsync(Token);

        refused.ErrorCode.ShouldBe("28P01");
        refused.Message.ShouldContain($"postgresql://127.0.0.1:{Server.Endpoint.Port}/postgres");
        sweep.AssertClean(refused);
        sweep.AssertClean(check.Message, "check");
        sweep.AssertClean(connector.ToString(), "block");
        sweep.AssertClean(connector.GetUrl().ToString(), "URL");
    }

    private static async Task<(bool Succeeded, BlockCheckStage Stage)> CheckAsync(ConnectionComponents place)
    {
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = place };
        BlockCheckResult result = await connector.CheckAsync(Token);
        result.Message.ShouldNotContain("canary");
        return (result.Succeeded, result.Stage);
    }

    private static int ClosedPort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

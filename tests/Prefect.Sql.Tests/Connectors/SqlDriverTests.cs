using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqlDriverTests : SqlTest
{
    [Fact]
    public void Blocking_block_names_the_other_for_a_driver_that_Python_awaits()
    {
        SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString("postgresql+asyncpg://etl@db.invalid/sales") };
        Should.Throw<SqlConfigurationException>(connector.GetUrl).Message.ShouldContain("use AsyncSqlAlchemyConnector");
        Should.Throw<SqlConfigurationException>(() => connector.FetchOne("SELECT 1")).Field.ShouldBe("connection_info");
    }

    [Theory]
    [InlineData("postgresql+psycopg2")]
    [InlineData("sqlite")]
    [InlineData("something+else")]
    public void Awaiting_block_names_the_other_for_every_other_driver(string driver)
    {
        AsyncSqlAlchemyConnector connector = new() { ConnectionInfo = new ConnectionComponents { Driver = driver, Database = "x" } };
        Should.Throw<SqlConfigurationException>(connector.GetUrl).Message.ShouldContain("use SqlAlchemyConnector");
    }

    [Fact]
    public async Task Wrong_driver_is_refused_when_it_is_saved()
    {
        await using TemporaryStore store = new();
        SqlAlchemyConnector connector = new() { ConnectionInfo = new ConnectionComponents { Driver = AsyncDriver.SqliteAiosqlite } };
        await Should.ThrowAsync<SqlConfigurationException>(() => connector.SaveAsync("wrong", store: store.Store, cancellationToken: Token));
    }

    [Fact]
    public void Kind_of_database_without_a_provider_is_told_with_the_line_that_helps()
    {
        SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString("mysql+pymysql://etl:canary-mysql-Q5@db.invalid/sales") };

        SqlConfigurationException exception = Should.Throw<SqlConfigurationException>(() => connector.FetchOne("SELECT 1"));

        exception.Message.ShouldContain("SqlDrivers.Register(\"mysql\", …Factory.Instance)");
        exception.ToString().ShouldNotContain("canary-mysql-Q5");
    }

    [Fact]
    public async Task Provider_that_was_registered_serves_its_kind_of_database()
    {
        SqlDrivers.Register("harbourdb", Microsoft.Data.Sqlite.SqliteFactory.Instance, SqlDialect.Sqlite);
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString($"harbourdb+native:///{File}") };

        (await connector.FetchOneAsync("SELECT :one", With(("one", 1)), cancellationToken: Token))![0].ShouldBe(1L);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mysql+pymysql")]
    [InlineData("mysql://")]
    public void Only_the_kind_of_database_is_registered(string? dialect) =>
        Should.Throw<ArgumentException>(() => SqlDrivers.Register(dialect!, Microsoft.Data.Sqlite.SqliteFactory.Instance));

    [Fact]
    public void Every_driver_of_documents_has_its_name()
    {
        Enum.GetValues<SyncDriver>().Select(SqlDriverNames.Of).ShouldBe(GoldenDrivers("SyncDriver"));
        Enum.GetValues<AsyncDriver>().Select(SqlDriverNames.Of).ShouldBe(GoldenDrivers("AsyncDriver"));

        static IEnumerable<string> GoldenDrivers(string name) =>
            GoldenBlockTypes.Get("sqlalchemy-connector")["schema"]!["definitions"]![name]!["enum"]!.AsArray().Select(node => node!.ToString());
    }
}

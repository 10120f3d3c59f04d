using Prefect.Blocks;

namespace Prefect.Sql.Tests.Connections;

public sealed class SqlAlchemyUrlTests
{
    [Fact]
    public void Least_parts_make_a_URL() =>
        new ConnectionComponents { Driver = SyncDriver.SqlitePysqlite, Database = "x.db" }.CreateUrl().Render(SecretHandling.Reveal)
            .ShouldBe("sqlite+pysqlite:///x.db");

    [Fact]
    public void All_parts_make_a_URL_and_come_back()
    {
        SqlAlchemyUrl url = new ConnectionComponents
        {
            Driver = "postgresql+psycopg2",
            Username = "etl user",
            Password = "p@ss/w:rd-url-1",
            Host = "db.example",
            Port = 5433,
            Database = "sales?1",
            Query = new Dictionary<string, string> { ["application_name"] = "night load" },
        }.CreateUrl();

        string text = url.Render(SecretHandling.Reveal);

        text.ShouldBe("postgresql+psycopg2://etl%20user:p%40ss%2Fw%3Ard-url-1@db.example:5433/sales%3F1?application_name=night%20load");
        SqlAlchemyUrl read = SqlAlchemyUrl.Parse(text);
        read.Username.ShouldBe("etl user");
        read.Password!.Value.Reveal().ShouldBe("p@ss/w:rd-url-1");
        read.Database.ShouldBe("sales?1");
        read.Query["application_name"].ShouldBe("night load");
        read.Dialect.ShouldBe("postgresql");
    }

    [Fact]
    public void Printing_masks_the_password_and_secret_options()
    {
        string text = SqlAlchemyUrl.Parse("postgresql://etl:canary-url-77a@db/sales?sslpassword=canary-url-77b&sslmode=require").ToString();
        text.ShouldBe("postgresql://etl:***@db/sales?sslpassword=***&sslmode=require");
    }

    [Theory]
    [InlineData("mssql+pyodbc:///?odbc_connect=Server%3Ddb%3BUid%3Dsa%3BPwd%3Dcanary-url-odbc-1")]
    [InlineData("postgresql://db/x?api_token=canary-url-token-1&client_secret=canary-url-token-2&AccessToken=canary-url-token-3")]
    public void Printing_masks_options_that_hold_a_secret_among_others(string url) => SqlAlchemyUrl.Parse(url).ToString().ShouldNotContain("canary");

    [Fact]
    public void Free_driver_is_taken_as_it_is() =>
        new ConnectionComponents { Driver = "duckdb+native", Database = "x" }.CreateUrl().Driver.ShouldBe("duckdb+native");

    [Theory]
    [InlineData("sqlite://", null, null)]
    [InlineData("sqlite:///relative/x.db", null, "relative/x.db")]
    [InlineData("sqlite:////absolute/x.db", null, "/absolute/x.db")]
    [InlineData(@"sqlite:///C:\data\x.db", null, @"C:\data\x.db")]
    [InlineData("postgresql://[::1]:5432/x", "::1", "x")]
    [InlineData("postgresql://@/x?host=/var/run/postgresql", null, "x")]
    public void Places_are_read(string text, string? host, string? database)
    {
        SqlAlchemyUrl url = SqlAlchemyUrl.Parse(text);
        url.Host.ShouldBe(host);
        url.Database.ShouldBe(database);
    }

    [Fact]
    public void Option_that_is_given_twice_has_both_values() =>
        SqlAlchemyUrl.Parse("postgresql:///x?host=a%3A1&host=b%3A2").Query["host"].ShouldBe("a:1,b:2");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("canary-not-a-url")]
    [InlineData("postgresql:/db")]
    [InlineData("postgresql://u:canary-port@db:many/x")]
    [InlineData("postgresql://u:canary-port@db:99999/x")]
    [InlineData("://u:canary@db")]
    public void What_is_no_URL_is_refused_without_quoting_it(string? text)
    {
        ArgumentException exception = Should.Throw<ArgumentException>(() => SqlAlchemyUrl.Parse(text!));
        exception.Message.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_must_be_one(int port) =>
        Should.Throw<SqlConfigurationException>(() => new ConnectionComponents { Driver = "postgresql", Port = port }.CreateUrl()).Field.ShouldBe("port");
}

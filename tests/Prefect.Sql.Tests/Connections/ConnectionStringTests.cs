using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Prefect.Sql.Tests.Connections;

public sealed class ConnectionStringTests
{
    [Fact]
    public void URL_of_PostgreSQL_becomes_a_connection_string()
    {
        NpgsqlConnectionStringBuilder connection = Npgsql(
            "postgresql+psycopg2://etl:canary-cs-1@db.example/sales?sslmode=verify-full&sslrootcert=/ca.pem&connect_timeout=3&application_name=load");

        connection.Host.ShouldBe("db.example");
        connection.Port.ShouldBe(5432);
        connection.Username.ShouldBe("etl");
        connection.Password.ShouldBe("canary-cs-1");
        connection.Database.ShouldBe("sales");
        connection.SslMode.ShouldBe(SslMode.VerifyFull);
        connection.RootCertificate.ShouldBe("/ca.pem");
        connection.Timeout.ShouldBe(3);
        connection.ApplicationName.ShouldBe("load");
    }

    [Fact]
    public void Arguments_have_the_last_word_and_may_be_keywords_of_NET()
    {
        NpgsqlConnectionStringBuilder connection = Npgsql(
            "postgresql+asyncpg://etl@db/sales?command_timeout=3&ssl=require",
            new JsonObject
            {
                ["command_timeout"] = 7.5,
                ["Maximum Pool Size"] = 5,
                ["statement_cache_size"] = 0,
                ["server_settings"] = new JsonObject { ["application_name"] = "load", ["jit"] = "off", ["search_path"] = "sales,public" },
            });

        connection.CommandTimeout.ShouldBe(8);
        connection.MaxPoolSize.ShouldBe(5);
        connection.SslMode.ShouldBe(SslMode.Require);
        connection.ApplicationName.ShouldBe("load");
        connection.SearchPath.ShouldBe("sales,public");
        connection.Options.ShouldBe("-c jit=off");
    }

    [Theory]
    [InlineData("postgresql:///sales?host=/var/run/postgresql", "/var/run/postgresql")]
    [InlineData("postgresql:///sales?host=a%3A5432&host=b%3A5433", "a:5432,b:5433")]
    public void Sockets_and_several_hosts_are_understood(string url, string host) => Npgsql(url).Host.ShouldBe(host);

    [Theory]
    [InlineData("sslmode", "perhaps")]
    [InlineData("connect_timeout", "soon")]
    [InlineData("connect_timeout", "-1")]
    [InlineData("no_such_option", "1")]
    public void Option_that_is_not_understood_is_named_and_its_value_is_not(string name, string value)
    {
        SqlConfigurationException exception = Should.Throw<SqlConfigurationException>(
            () => Npgsql("postgresql://etl@db/sales", new JsonObject { [name] = value }));
        exception.Message.ShouldContain(name);
        exception.ToString().ShouldNotContain("perhaps");
    }

    [Fact]
    public void List_is_no_argument_of_a_connection() =>
        Should.Throw<SqlConfigurationException>(() => Npgsql("postgresql://etl@db/sales", new JsonObject { ["init"] = new JsonArray() })).Message.ShouldContain("'init'");

    [Theory]
    [InlineData("mssql+pyodbc://sa:canary-ms-1@db.example/sales?driver=ODBC+Driver+18+for+SQL+Server", "db.example,1433")]
    [InlineData("mssql+pymssql://sa:canary-ms-1@db.example:1533/sales?charset=utf8", "db.example,1533")]
    [InlineData("mssql+pyodbc://sa:canary-ms-1@db.example%5Csqlexpress/sales", @"db.example\sqlexpress")]
    public void URL_of_SQL_Server_becomes_a_connection_string(string url, string source)
    {
        SqlConnectionStringBuilder connection = SqlServer(url);
        connection.DataSource.ShouldBe(source);
        connection.InitialCatalog.ShouldBe("sales");
        connection.UserID.ShouldBe("sa");
        connection.Password.ShouldBe("canary-ms-1");
        connection.Encrypt.ShouldBeTrue();
    }

    [Fact]
    public void Options_of_SQL_Server_are_understood()
    {
        SqlConnectionStringBuilder connection = SqlServer(
            "mssql+pyodbc://db/sales?Trusted_Connection=yes&TrustServerCertificate=yes&Encrypt=no&timeout=4&ApplicationIntent=ReadOnly");
        connection.IntegratedSecurity.ShouldBeTrue();
        connection.TrustServerCertificate.ShouldBeTrue();
        connection.Encrypt.ShouldBeFalse();
        connection.ConnectTimeout.ShouldBe(4);
        connection.ApplicationIntent.ShouldBe(ApplicationIntent.ReadOnly);
    }

    [Fact]
    public void Connection_string_of_ODBC_is_understood()
    {
        SqlConnectionStringBuilder connection = SqlServer(
            "mssql+pyodbc:///?odbc_connect=Driver%3D%7BODBC+Driver+18+for+SQL+Server%7D%3BServer%3Dtcp%3Adb.example%2C1433%3BDatabase%3Dsales%3BUid%3Dsa%3BPwd%3Dcanary-ms-2");
        connection.DataSource.ShouldBe("db.example,1433");
        connection.InitialCatalog.ShouldBe("sales");
        connection.UserID.ShouldBe("sa");
        connection.Password.ShouldBe("canary-ms-2");
    }

    [Fact]
    public void Provider_of_which_nothing_is_known_gets_the_standards_keywords()
    {
        SqlDrivers.Register("portdb", new PlainFactory());
        DbConnectionStringBuilder connection = Build("portdb://etl:canary-cs-4@db:7/sales?trace_level=2", null);
        connection.ConnectionString.ShouldBe("Host=db;Port=7;Database=sales;Username=etl;Password=canary-cs-4;trace level=2", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void MySQL_and_Oracle_get_theirs()
    {
        SqlDrivers.Register("mariadb", new PlainFactory());
        SqlDrivers.Register("oracle", new PlainFactory());
        Build("mariadb+pymysql://etl:canary-cs-5@db/sales", null)["Server"].ShouldBe("db");
        Build("oracle+oracledb://etl:canary-cs-5@db/sales", null)["Data Source"].ShouldBe("db:1521/sales");
    }

    [Theory]
    [InlineData("sqlite://host/x.db", "three slashes")]
    [InlineData("sqlite://user@/x.db", "SQLite has no users")]
    public void SQLite_has_no_hosts_and_no_users(string url, string told) =>
        Should.Throw<SqlConfigurationException>(() => Build(url, null)).Message.ShouldContain(told);

    private static NpgsqlConnectionStringBuilder Npgsql(string url, JsonObject? arguments = null) => (NpgsqlConnectionStringBuilder)Build(url, arguments);

    private static SqlConnectionStringBuilder SqlServer(string url) => (SqlConnectionStringBuilder)Build(url, null);

    private static DbConnectionStringBuilder Build(string url, JsonObject? arguments)
    {
        SqlAlchemyUrl read = SqlAlchemyUrl.Parse(url);
        return ConnectionStrings.Build(SqlDrivers.Find(read.Dialect), read, arguments);
    }

    private sealed class PlainFactory : DbProviderFactory;
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Gcp;
using Prefect.Snowflake;
using Prefect.Sql;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class DbtCliProfileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Profile_has_the_form_of_the_file()
    {
        DbtCliProfile profile = new()
        {
            Name = "shop",
            Target = "dev",
            TargetConfigs = new TargetConfigs { Type = "duckdb", Schema = "main" },
            GlobalConfigs = new GlobalConfigs { UseColors = false, PrinterWidth = 120 },
        };

        (await profile.GetProfileAsync(Cancellation)).ToJsonString().ShouldBe(
            """{"config":{"use_colors":false,"printer_width":120},"shop":{"target":"dev","outputs":{"dev":{"type":"duckdb","schema":"main","threads":4}}}}""");
        (await (profile with { GlobalConfigs = null }).GetProfileAsync(Cancellation))["config"]!.AsObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dbt-cli-postgres-target-configs", typeof(PostgresTargetConfigs))]
    [InlineData("dbt-cli-target-configs", typeof(TargetConfigs))]
    public async Task Slug_says_which_target_it_is(string slug, Type type)
    {
        await using TemporaryStore store = new();
        await Sample(slug).SaveAsync("shop", store: store.Store, cancellationToken: Cancellation);

        DbtCliProfile loaded = await DbtCliProfile.LoadAsync("shop", store: store.Store, cancellationToken: Cancellation);

        loaded.TargetConfigs.ShouldBeOfType(type);
        loaded.ShouldBe(Sample(slug));
    }

    [Fact]
    public async Task Target_of_any_adapter_without_a_slug_is_taken_as_such()
    {
        await using TemporaryStore store = new();
        DbtCliProfile saved = Sample("dbt-cli-target-configs");
        await saved.SaveAsync("shop", store: store.Store, cancellationToken: Cancellation);

        (await DbtCliProfile.LoadAsync("shop", store: store.Store, cancellationToken: Cancellation)).TargetConfigs.ShouldBe(saved.TargetConfigs);
    }

    [Fact]
    public async Task Snowflake_takes_the_schema_of_the_connector()
    {
        SnowflakeTargetConfigs configs = new() { Connector = Connector() };

        (await configs.GetConfigsAsync(Cancellation)).ToJsonString().ShouldBe(
            """
            {"type":"snowflake","threads":4,"account":"account","user":"user","password":"snow-profile-canary-82b1","authenticator":"snowflake",
            "database":"database","warehouse":"warehouse","schema":"public"}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Snowflake_with_two_schemas_needs_leave_to_override()
    {
        SnowflakeTargetConfigs configs = new()
        {
            Connector = Connector(), Schema = "OVERRIDE", Extras = new SecretDictionary { { "database", "my_database" } },
        };

        (await Should.ThrowAsync<DbtConfigurationException>(() => configs.GetConfigsAsync(Cancellation))).Field.ShouldBe("schema");
        JsonObject output = await (configs with { AllowFieldOverrides = true }).GetConfigsAsync(Cancellation);
        output["schema"]!.GetValue<string>().ShouldBe("OVERRIDE");
        output["database"]!.GetValue<string>().ShouldBe("my_database");
    }

    [Fact]
    public async Task Postgres_renames_what_dbt_calls_otherwise()
    {
        PostgresTargetConfigs configs = new()
        {
            Schema = "marts",
            Credentials = new SqlAlchemyConnector
            {
                ConnectionInfo = new ConnectionComponents
                {
                    Driver = SyncDriver.PostgresqlPsycopg2,
                    Database = "shop",
                    Username = "loader",
                    Password = "pg-profile-canary-82b1",
                    Host = "db",
                    Port = 5433,
                    Query = new Dictionary<string, string> { ["a"] = "query" },
                },
                FetchSize = 100,
            },
            Extras = new SecretDictionary { { "retries", new SecretJson(1) } },
        };

        (await configs.GetConfigsAsync(Cancellation)).ToJsonString().ShouldBe(
            """
            {"type":"postgres","schema":"marts","threads":4,"host":"db","user":"loader","password":"pg-profile-canary-82b1","port":5433,"dbname":"shop","retries":1}
            """.Trim());
    }

    [Fact]
    public async Task Postgres_takes_a_URL_apart()
    {
        PostgresTargetConfigs configs = new()
        {
            Schema = "marts",
            Credentials = new SqlAlchemyConnector { ConnectionInfo = new SecretString("postgresql+asyncpg://loader:p%40ss-canary-82b1@db.example:6543/shop?ssl=1") },
        };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["password"]!.GetValue<string>().ShouldBe("p@ss-canary-82b1");
        output["host"]!.GetValue<string>().ShouldBe("db.example");
        output["port"]!.GetValue<int>().ShouldBe(6543);
        output["dbname"]!.GetValue<string>().ShouldBe("shop");
    }

    [Theory]
    [InlineData("postgresql://loader:p%23ss/word#82b1@[fe80::1]/shop", "p#ss/word#82b1", "fe80::1", "shop")]
    [InlineData("postgresql+psycopg2://loader:half-82b1:rest@DB.Example/a%2Fb/c", "half-82b1:rest", "DB.Example", "a/b/c")]
    public async Task Postgres_reads_URLs_as_SQLAlchemy_does(string url, string password, string host, string database)
    {
        PostgresTargetConfigs configs = new() { Schema = "marts", Credentials = new SqlAlchemyConnector { ConnectionInfo = new SecretString(url) } };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["password"]!.GetValue<string>().ShouldBe(password);
        output["host"]!.GetValue<string>().ShouldBe(host);
        output["dbname"]!.GetValue<string>().ShouldBe(database);
        output.ContainsKey("port").ShouldBeFalse();
    }

    [Fact]
    public async Task Postgres_is_no_other_database()
    {
        PostgresTargetConfigs configs = new()
        {
            Schema = "marts",
            Credentials = new SqlAlchemyConnector { ConnectionInfo = new ConnectionComponents { Driver = SyncDriver.MysqlPymysql, Host = "db" } },
        };

        (await Should.ThrowAsync<DbtConfigurationException>(() => configs.GetConfigsAsync(Cancellation))).Message.ShouldContain("'mysql'");
    }

    [Fact]
    public async Task Postgres_does_not_quote_a_URL_that_is_none()
    {
        PostgresTargetConfigs configs = new()
        {
            Schema = "marts", Credentials = new SqlAlchemyConnector { ConnectionInfo = new SecretString("mysql://u:bad-url-canary-82b1@h/d") },
        };

        (await Should.ThrowAsync<DbtConfigurationException>(() => configs.GetConfigsAsync(Cancellation))).Message.ShouldNotContain("canary");
    }

    [Fact]
    public async Task BigQuery_signs_in_by_the_file_of_a_key()
    {
        BigQueryTargetConfigs configs = new()
        {
            Schema = "marts", Project = "harbour", Credentials = new GcpCredentials { ServiceAccountFile = "~/key.json", Project = "other" },
        };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["method"]!.GetValue<string>().ShouldBe("service-account");
        output["keyfile"]!.GetValue<string>().ShouldBe(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "key.json"));
        output["project"]!.GetValue<string>().ShouldBe("harbour");
    }

    [Fact]
    public async Task BigQuery_signs_in_by_the_key_itself_and_takes_its_project()
    {
        BigQueryTargetConfigs configs = new()
        {
            Schema = "marts",
            Credentials = new GcpCredentials
            {
                ServiceAccountInfo = new SecretDictionary { { "type", "service_account" }, { "private_key", "bq-profile-canary-82b1" } }, Project = "of-credentials",
            },
        };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["method"]!.GetValue<string>().ShouldBe("service-account-json");
        output["keyfile_json"]!["private_key"]!.GetValue<string>().ShouldBe("bq-profile-canary-82b1");
        output["project"]!.GetValue<string>().ShouldBe("of-credentials");
    }

    [Fact]
    public async Task BigQuery_takes_a_token_that_is_given()
    {
        BigQueryTargetConfigs configs = new()
        {
            Schema = "marts",
            Project = "harbour",
            Extras = new SecretDictionary { { "refresh_token", "bq-refresh-canary-82b1" }, { "client_id", "id" }, { "location", "EU" } },
        };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["method"]!.GetValue<string>().ShouldBe("oauth-secrets");
        output["refresh_token"]!.GetValue<string>().ShouldBe("bq-refresh-canary-82b1");
        output.ContainsKey("token").ShouldBeFalse();
        output["location"]!.GetValue<string>().ShouldBe("EU");
    }

    [Theory]
    [InlineData("", "dev", "name")]
    [InlineData("shop", " ", "target")]
    [InlineData("config", "dev", "name")]
    public async Task Names_that_the_file_cannot_hold_are_refused(string name, string target, string field)
    {
        await using TemporaryStore store = new();
        DbtCliProfile profile = Sample("dbt-cli-target-configs") with { Name = name, Target = target };
        (await Should.ThrowAsync<DbtConfigurationException>(
            () => profile.SaveAsync("bad", store: store.Store, cancellationToken: Cancellation))).Field.ShouldBe(field);
    }

    private static SnowflakeConnector Connector() => new()
    {
        Credentials = new SnowflakeCredentials { Account = "account", User = "user", Password = "snow-profile-canary-82b1" },
        Database = "database",
        Warehouse = "warehouse",
        Schema = "public",
    };

    private static DbtCliProfile Sample(string slug) => new()
    {
        Name = "shop",
        Target = "dev",
        TargetConfigs = slug == "dbt-cli-target-configs"
            ? new TargetConfigs { Type = "duckdb", Schema = "main" }
            : new PostgresTargetConfigs
            {
                Schema = "marts",
                Credentials = new SqlAlchemyConnector { ConnectionInfo = new ConnectionComponents { Driver = SyncDriver.PostgresqlPsycopg2, Host = "db" } },
            },
    };
}

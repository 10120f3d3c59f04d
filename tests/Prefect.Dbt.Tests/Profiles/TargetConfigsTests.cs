using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class TargetConfigsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configs_are_the_fields_and_then_the_extras()
    {
        TargetConfigs configs = new()
        {
            Type = "redshift",
            Schema = "marts",
            Threads = 5,
            Extras = new SecretDictionary { { "host", "db" }, { "port", new SecretJson(5439) }, { "nothing", new SecretJson(null) } },
        };

        (await configs.GetConfigsAsync(Cancellation)).ToJsonString().ShouldBe(
            """{"type":"redshift","schema":"marts","threads":5,"host":"db","port":5439}""");
        configs.GetConfigs(Cancellation)["port"]!.GetValue<int>().ShouldBe(5439);
    }

    [Fact]
    public async Task Setting_that_is_given_twice_is_refused_by_its_name()
    {
        TargetConfigs configs = new() { Type = "duckdb", Schema = "main", Extras = new SecretDictionary { { "schema", "other" } } };

        DbtConfigurationException exception = await Should.ThrowAsync<DbtConfigurationException>(() => configs.GetConfigsAsync(Cancellation));

        exception.Field.ShouldBe("schema");
        exception.Message.ShouldContain("'schema'");
    }

    [Fact]
    public async Task Extras_win_where_settings_may_be_given_twice()
    {
        TargetConfigs configs = new()
        {
            Type = "duckdb", Schema = "main", AllowFieldOverrides = true, Extras = new SecretDictionary { { "schema", "other" } },
        };

        (await configs.GetConfigsAsync(Cancellation))["schema"]!.GetValue<string>().ShouldBe("other");
    }

    [Fact]
    public async Task Extras_follow_references_and_only_secrets_among_them_are_masked()
    {
        const string variable = "PREFECT_DBT_TEST_EXTRA_41aa";
        Environment.SetEnvironmentVariable(variable, "extra-canary-from-the-environment-41aa");
        TargetConfigs configs = new()
        {
            Type = "redshift",
            Schema = "marts",
            Extras = new SecretDictionary { { "host", "plainhost-41aa.example" }, { "password", $"env:{variable}" } },
        };

        JsonObject output = await configs.GetConfigsAsync(Cancellation);

        output["password"]!.GetValue<string>().ShouldBe("extra-canary-from-the-environment-41aa");
        SecretMasker.Mask("extra-canary-from-the-environment-41aa").ShouldNotContain("canary");
        SecretMasker.Mask("plainhost-41aa.example").ShouldBe("plainhost-41aa.example");
    }

    [Fact]
    public async Task Document_that_says_schema_with_an_underscore_is_understood()
    {
        await using TemporaryStore store = new();
        TargetConfigs configs = new() { Type = "duckdb", Schema = "main" };
        await configs.SaveAsync("duck", store: store.Store, cancellationToken: Cancellation);
        BlockDocument document = (await store.Store.FindAsync("dbt-cli-target-configs", "duck", SecretHandling.Reveal, Cancellation))!;

        System.Text.Encoding.UTF8.GetString(document.Data.Span).ShouldContain("\"schema\":");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task Threads_are_one_or_more(int threads)
    {
        await using TemporaryStore store = new();
        TargetConfigs configs = new() { Type = "duckdb", Schema = "main", Threads = threads };
        (await Should.ThrowAsync<DbtConfigurationException>(
            () => configs.SaveAsync("bad", store: store.Store, cancellationToken: Cancellation))).Field.ShouldBe("threads");
    }
}

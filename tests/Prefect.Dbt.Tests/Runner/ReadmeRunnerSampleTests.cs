using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Sql;

namespace Prefect.Dbt.Tests.Runner;

/// <summary>The samples of the README.</summary>
public sealed class ReadmeRunnerSampleTests : RunnerTest
{
    [Fact]
    public async Task The_sample_about_profiles_runs()
    {
        Project.Write("config/profiles.yml", "shop: {target: dev, outputs: {dev: {type: duckdb, schema: main}}}");

        FlowOutcome<JsonObject> outcome = await InFlowAsync(async () =>
        {
            await new SqlAlchemyConnector { ConnectionInfo = new ConnectionComponents { Driver = SyncDriver.PostgresqlPsycopg2, Host = "db" } }.SaveAsync("warehouse");

            DbtCliProfile profile = new()
            {
                Name = "shop",
                Target = "prod",
                TargetConfigs = new PostgresTargetConfigs
                {
                    Schema = "marts",
                    Credentials = await SqlAlchemyConnector.LoadAsync("warehouse"),
                    Extras = new SecretDictionary { { "sslmode", "require" } },
                },
                GlobalConfigs = new GlobalConfigs { PartialParse = true },
            };
            await profile.SaveAsync("shop");
            JsonObject profiles = await profile.GetProfileAsync();

            TargetConfigs configs = await TargetConfigs.FromProfilesYmlAsync("shop", profilesDir: Path.Combine(Project.Folder, "config"));
            configs.Schema.ShouldBe("main");
            return profiles;
        });

        outcome.Value!["shop"]!["outputs"]!["prod"]!["sslmode"]!.GetValue<string>().ShouldBe("require");
    }

    [Fact]
    public async Task The_sample_about_the_runner_runs()
    {
        Project.Node("model.shop.orders", []).Runs("model.shop.orders").Ready();
        Project.Write("ls", """{"unique_id": "model.shop.orders"}""" + "\n");
        List<string> lines = [];

        FlowOutcome<DbtInvocationResult> outcome = await InFlowAsync(async () =>
        {
            Flow<DbtInvocationResult> nightly = Flow.Define("nightly", async () =>
            {
                PrefectDbtRunner runner = new() { Settings = Project.Settings };
                runner.PostModel(context => lines.Add($"{context.NodeId}: {context.Status}"), select: "tag:daily");
                return await runner.InvokeAsync(["build"], new Dictionary<string, object?> { ["full_refresh"] = true });
            });
            DbtInvocationResult result = await nightly.RunAsync();
            return result;
        });

        outcome.Value!.Success.ShouldBeTrue();
        lines.ShouldBe(["model.shop.orders: Success"]);
        Project.Read("args").ShouldContain("--full-refresh\n");
    }
}

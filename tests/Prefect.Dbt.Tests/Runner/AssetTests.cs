using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

public sealed class AssetTests : RunnerTest
{
    private const string Orders = "model.shop.orders";

    [Fact]
    public async Task Nodes_materialize_assets_with_what_they_are_made_of()
    {
        Project.Source("source.shop.raw.events", "\"shop\".\"raw\".\"events\"").Source("source.shop.raw.none", null)
            .Node("model.shop.hidden", ["source.shop.raw.events", "source.shop.raw.none"], "ephemeral")
            .Node(Orders, ["model.shop.hidden"], meta: new JsonObject { ["owner"] = "ada" }, description: "All orders.")
            .Runs(Orders).Ready();

        await InvokeAsync(Project.Runner, "build");

        List<PrefectEvent> events = await AssetEventsAsync();
        events.Select(occurrence => occurrence.Name).ShouldBe(["prefect.asset.referenced", "prefect.asset.materialization.succeeded"]);
        events[0].Resource["prefect.resource.id"].ShouldBe("postgres://shop/raw/events");
        IReadOnlyDictionary<string, string> made = events[1].Resource;
        made["prefect.resource.id"].ShouldBe("postgres://shop/marts/orders");
        made["prefect.resource.name"].ShouldBe("shop.marts.orders");
        made["prefect.asset.description"].ShouldBe("All orders.");
        made["prefect.asset.owners"].ShouldBe("""["ada"]""");
        events[1].Related.ShouldContain(related => related["prefect.resource.id"] == "dbt");
        events[1].Payload.GetProperty("unique_id").GetString().ShouldBe(Orders);
        events[1].Payload.GetProperty("node_status").GetString().ShouldBe("success");
    }

    [Fact]
    public async Task Failed_node_materializes_nothing_and_says_so()
    {
        Project.Node(Orders, []).Runs(Orders, "error", "bad").Ready(1);
        await InvokeAsync(Project.Runner, "run");
        (await AssetEventsAsync()).Select(occurrence => occurrence.Name).ShouldBe(["prefect.asset.materialization.failed"]);
    }

    [Fact]
    public async Task Project_and_runner_can_do_without_assets()
    {
        Project.Node(Orders, [], meta: new JsonObject { ["prefect"] = new JsonObject { ["enable_assets"] = false } })
            .Node("model.shop.totals", [Orders]).Node("test.shop.check", ["model.shop.totals"])
            .Runs(Orders).Runs("test.shop.check", "pass").Ready();
        await InvokeAsync(Project.Runner, "build");
        Project.Node("model.shop.more", []).Runs("model.shop.more").Ready();
        await InvokeAsync(new PrefectDbtRunner { Settings = Project.Settings, DisableAssets = true }, "build");

        (await AssetEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Node_without_a_name_in_the_database_is_no_asset()
    {
        Project.Node(Orders, [], relation: "").Node("model.shop.totals", [Orders], relation: " ").Runs(Orders).Runs("model.shop.totals").Ready();

        (await InvokeAsync(Project.Runner, "run")).IsCompleted.ShouldBeTrue();

        (await AssetEventsAsync()).ShouldBeEmpty();
        (await TasksAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(20, "select 1", "### Compiled code\n```sql\nselect 1\n```")]
    [InlineData(2490, "select 1", null)]
    [InlineData(20, null, "omitted because it exceeded")]
    [InlineData(3000, "select 1", "...")]
    public async Task Compiled_code_is_added_as_far_as_it_fits(int description, string? code, string? expected)
    {
        string plain = new('d', description);
        Project.Node(Orders, [], description: plain).Runs(Orders).Ready();
        Project.Write("target/compiled/shop/models/orders.sql", code ?? new string('c', 3000));

        await InvokeAsync(new PrefectDbtRunner { Settings = Project.Settings, IncludeCompiledCode = true }, "run");

        string text = (await AssetEventsAsync()).Single().Resource["prefect.asset.description"];
        text.Length.ShouldBeLessThanOrEqualTo(2500);
        if (expected is null)
        {
            text.ShouldBe(plain);
        }
        else
        {
            text.ShouldContain(expected);
        }
    }

    [Theory]
    [InlineData("postgres", "\"shop\".\"marts\".\"orders\"", "postgres://shop/marts/orders")]
    [InlineData("bigquery", "`shop`.`marts`.`or ders`", "bigquery://shop/marts/orders")]
    [InlineData("sql-server", "[shop].[marts].[a%b]", "sqlserver://shop/marts/ab")]
    public void Key_of_an_asset_holds_what_keys_can(string adapter, string relation, string key)
    {
        DbtNames.FormatResourceId(adapter, relation).ShouldBe(key);
        new Asset(DbtNames.FormatResourceId(adapter, relation)).Key.ShouldBe(key);
    }

    [Fact]
    public void Long_relation_is_cut() => DbtNames.FormatResourceId("postgres", new string('a', 2000)).Length.ShouldBe(512);

    [Fact]
    public void Name_of_an_asset_has_no_quotes() => DbtNames.FormatAssetName("\"A\".`b`.c").ShouldBe("A.b.c");
}

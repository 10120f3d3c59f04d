using System.Text.Json.Nodes;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudAssetsTests : DbtCloudTest
{
    private const string Manifest = """
        {
          "metadata": {"adapter_type": "postgres"},
          "nodes": {
            "model.shop.orders": {"unique_id": "model.shop.orders", "name": "orders", "resource_type": "model", "description": "Orders", "relation_name": "\"db\".\"shop\".\"orders\"",
              "depends_on": {"nodes": ["source.shop.raw.orders", "model.shop.passing"]}},
            "model.shop.passing": {"unique_id": "model.shop.passing", "resource_type": "model", "relation_name": null},
            "model.shop.broken": {"unique_id": "model.shop.broken", "resource_type": "model", "relation_name": "\"db\".\"shop\".\"broken\""},
            "test.shop.unique_orders.1": {"unique_id": "test.shop.unique_orders.1", "resource_type": "test", "relation_name": "\"db\".\"shop\".\"audit\""}
          },
          "sources": {"source.shop.raw.orders": {"unique_id": "source.shop.raw.orders", "resource_type": "source", "relation_name": "\"db\".\"raw\".\"orders\""}}
        }
        """;

    private static readonly Flow<DbtCloudJob, DbtCloudRun> s_withAssets = Flow.Define(
        "with-assets", static (DbtCloudJob job) => DbtCloudFlows.RunDbtCloudJobAsync(job, createAssets: true, cancellationToken: Token));

    [Fact]
    public async Task Tables_that_were_made_are_made_known()
    {
        using TemporaryDirectory home = new();
        Cloud.Steps = static _ => Steps(("dbt build", "Success"), ("dbt test", "Success"), ("dbt seed", "Skipped"));
        WritesArtifacts();
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(Path.Combine(home.Path, "runs.db"));
        using IDisposable use = RunStore.Use(store);

        await s_withAssets.RunAsync(Nightly, Token);

        PrefectEvent made = (await AssetEventsAsync(store)).ShouldHaveSingleItem();
        made.Resource["prefect.resource.id"].ShouldBe("postgres://db/shop/orders");
        (made.Resource["prefect.resource.name"], made.Resource["prefect.asset.description"]).ShouldBe(("orders", "Orders"));
        made.Related.ShouldContain(static label => label["prefect.resource.id"] == "postgres://db/raw/orders" && label["prefect.resource.role"] == "asset");
        made.Related.ShouldContain(static label => label["prefect.resource.id"] == "dbt" && label["prefect.resource.role"] == "asset-materialized-by");
        Peer.RequestsFor(ScriptedDbtCloud.Artifact).Where(static request => !request.Path.EndsWith("artifacts/", StringComparison.Ordinal))
            .ShouldAllBe(static request => request.QueryValue("step") == "4");
    }

    [Fact]
    public async Task Each_of_several_runs_makes_its_own_known()
    {
        using TemporaryDirectory home = new();
        Cloud.Traits = static place => place == 0 ? new JsonObject { ["status"] = 20 } : [];
        Cloud.Steps = static place => Steps(("dbt build", place == 0 ? "Error" : "Success"));
        WritesArtifacts();
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(Path.Combine(home.Path, "runs.db"));
        using IDisposable use = RunStore.Use(store);

        await s_withAssets.RunAsync(Nightly, Token);

        (await AssetEventsAsync(store)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("not json")]
    [InlineData("bad key")]
    public async Task What_cannot_be_made_known_fails_no_run(string kind)
    {
        using TemporaryDirectory home = new();
        Cloud.Steps = static _ => Steps(("dbt build", "Success"));
        WritesArtifacts();
        if (kind != "bad key")
        {
            Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/manifest.json", kind == "none" ? ScriptedDbtCloud.NotFound() : RestReply.Text("fail"));
        }
        else
        {
            Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/manifest.json", RestReply.Json(Manifest.Replace("postgres", " ", StringComparison.Ordinal)));
        }

        await using EmbeddedRunStore store = EmbeddedRunStore.Open(Path.Combine(home.Path, "runs.db"));
        using IDisposable use = RunStore.Use(store);

        (await s_withAssets.RunAsync(Nightly, Token)).Status.ShouldBe(DbtCloudJobRunStatus.Success);

        (await AssetEventsAsync(store)).ShouldBeEmpty();
    }

    private static async Task<List<PrefectEvent>> AssetEventsAsync(EmbeddedRunStore store) =>
        await store.Events!.ListAsync(new EventFilter { Prefix = "prefect.asset." }, Token).ToListAsync(Token);

    private void WritesArtifacts()
    {
        Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/manifest.json", RestReply.Json(Manifest));
        Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/run_results.json", RestReply.Json(Results(
            ("model.shop.orders", "success"), ("model.shop.passing", "success"), ("model.shop.broken", "error"), ("test.shop.unique_orders.1", "pass"))));
    }
}

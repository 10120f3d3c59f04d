using System.Text;
using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Dbt.Tests;

public sealed class DbtArtifactTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Results_of_a_run_are_read()
    {
        DbtRunResults results = DbtRunResults.Parse("""
            {
              "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json", "dbt_version": "1.10.2",
                           "generated_at": "2026-11-20T04:05:06.5Z", "invocation_id": "0b1c", "env": {"TEAM": "harbour"}},
              "args": {"which": "build", "select": ["orders"]},
              "elapsed_time": 12.5,
              "results": [
                {"status": "success", "unique_id": "model.shop.orders", "execution_time": 1.25, "thread_id": "Thread-1 (worker)", "failures": null,
                 "message": "SELECT 7", "compiled_code": "select 1", "relation_name": "\"db\".\"shop\".\"orders\"", "adapter_response": {"rows_affected": 7},
                 "timing": [{"name": "execute", "started_at": "2026-11-20T04:05:01Z", "completed_at": "2026-11-20T04:05:02Z"}]},
                {"status": "fail", "unique_id": "test.shop.not_null_orders_id.cf6c17daed", "failures": 3, "message": "Got 3 results"},
                null, 7
              ],
              "of_a_later_version": true
            }
            """u8);

        results.Metadata.InvocationId.ShouldBe("0b1c");
        results.Metadata.Env["TEAM"].ShouldBe("harbour");
        results.Metadata.GeneratedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 4, 5, 6, 500, TimeSpan.Zero));
        results.Args.GetProperty("which").GetString().ShouldBe("build");
        results.ElapsedTime.ShouldBe(TimeSpan.FromSeconds(12.5));
        results.Results.Count.ShouldBe(2);
        DbtRunResult orders = results.Results[0];
        (orders.Name, orders.ResourceType, orders.Status, orders.Message).ShouldBe(("orders", "model", "success", "SELECT 7"));
        (orders.ExecutionTime, orders.CompiledCode, orders.RelationName).ShouldBe((TimeSpan.FromSeconds(1.25), "select 1", "\"db\".\"shop\".\"orders\""));
        orders.AdapterResponse.GetProperty("rows_affected").GetInt32().ShouldBe(7);
        orders.Timing.ShouldHaveSingleItem().Name.ShouldBe("execute");
        results.Results[1].Failures.ShouldBe(3);
        results.Json.GetProperty("of_a_later_version").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_manifest_is_read()
    {
        DbtManifest manifest = DbtManifest.Parse("""
            {
              "metadata": {"project_name": "shop", "adapter_type": "postgres"},
              "nodes": {
                "model.shop.orders": {"unique_id": "model.shop.orders", "name": "orders", "resource_type": "model", "package_name": "shop",
                  "path": "orders.sql", "original_file_path": "models/orders.sql", "database": "db", "schema": "shop", "alias": "orders",
                  "relation_name": "\"db\".\"shop\".\"orders\"", "description": "Orders", "tags": ["daily"], "config": {"materialized": "table", "meta": {"owner": "ann"}},
                  "depends_on": {"macros": [], "nodes": ["source.shop.raw.orders"]}, "raw_code": "select 1"},
                "seed.shop.countries": null
              },
              "sources": {"source.shop.raw.orders": {"unique_id": "source.shop.raw.orders", "name": "orders", "identifier": "ORDERS_V1"}},
              "parent_map": {"model.shop.orders": ["source.shop.raw.orders"]},
              "child_map": {"source.shop.raw.orders": ["model.shop.orders"]}
            }
            """u8);

        DbtManifestNode orders = manifest.Find("model.shop.orders").ShouldNotBeNull();
        (orders.Name, orders.Materialized, orders.OriginalFilePath).ShouldBe(("orders", "table", "models/orders.sql"));
        orders.DependsOn.ShouldBe(["source.shop.raw.orders"]);
        orders.Meta.GetProperty("owner").GetString().ShouldBe("ann");
        orders.Tags.ShouldBe(["daily"]);
        manifest.Find("source.shop.raw.orders").ShouldNotBeNull().Alias.ShouldBe("ORDERS_V1");
        manifest.Find("model.shop.none").ShouldBeNull();
        manifest.Nodes["seed.shop.countries"].UniqueId.ShouldBe("");
        manifest.ChildMap["source.shop.raw.orders"].ShouldBe(["model.shop.orders"]);
        manifest.Metadata.AdapterType.ShouldBe("postgres");
    }

    [Fact]
    public async Task Freshness_is_read_from_a_file()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Path, "sources.json");
        await File.WriteAllTextAsync(
            path,
            """{"results":[{"unique_id":"source.shop.raw.orders","status":"warn","max_loaded_at":"2026-11-20T00:00:00Z","max_loaded_at_time_ago_in_s":90.5}]}""",
            Encoding.UTF8,
            Token);

        DbtSourceFreshness freshness = await DbtSourceFreshness.LoadAsync(path, Token);

        freshness.Results.ShouldHaveSingleItem().Age.ShouldBe(TimeSpan.FromSeconds(90.5));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"results":[{"unique_id":"mod""")]
    public void What_is_no_document_is_refused(string text) => Should.Throw<JsonException>(() => DbtRunResults.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_document_of_other_kinds_of_values_is_borne()
    {
        DbtRunResults results = DbtRunResults.Parse("""{"metadata":7,"args":[],"elapsed_time":"1.5","results":{}}"""u8);

        results.Results.ShouldBeEmpty();
        results.ElapsedTime.ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void A_document_is_kept_whole_as_a_result()
    {
        const string Text = """{"results":[],"of_a_later_version":[1,null]}""";

        string written = JsonSerializer.Serialize(DbtRunResults.Parse(Encoding.UTF8.GetBytes(Text)));

        written.ShouldBe(Text);
        JsonSerializer.Deserialize<DbtRunResults>(written).ShouldNotBeNull().Json.GetProperty("of_a_later_version").GetArrayLength().ShouldBe(2);
    }
}

namespace Prefect.Dbt.Tests.Core;

public sealed class DbtSummaryTests
{
    private static readonly DbtRunResults s_results = DbtRunResults.Parse(
        """
        {"metadata": {}, "results": [
          {"unique_id": "model.shop.fine", "status": "success", "message": "SELECT 5", "compiled_code": "select 5"},
          {"unique_id": "test.shop.unique_id.1a", "status": "pass"},
          {"unique_id": "model.shop.broken", "status": "error", "message": "Database Error\n  no such table", "compiled_code": "select * from gone"},
          {"unique_id": "seed.shop.raw", "status": "error", "message": "bad row", "compiled_code": "select 'seed'"},
          {"unique_id": "test.shop.not_null_id.2b", "status": "fail", "message": "Got 2 results", "compiled_code": "select id from orders"},
          {"unique_id": "model.shop.later", "status": "skipped"},
          {"unique_id": "test.shop.recent.3c", "status": "warn", "message": "Got 1 result"}
        ]}
        """u8);

    [Fact]
    public void Nodes_are_sorted_by_how_they_ended()
    {
        DbtConsolidatedResults sorted = DbtSummary.ConsolidateRunResults(s_results);
        Names(sorted.Success).ShouldBe(["fine", "unique_id"]);
        Names(sorted.Error).ShouldBe(["broken", "raw"]);
        Names(sorted.Fail).ShouldBe(["not_null_id"]);
        Names(sorted.Skipped).ShouldBe(["later"]);
        Names(sorted.Warn).ShouldBe(["recent"]);
    }

    [Fact]
    public void Summary_counts_and_tells_of_what_did_not_end_well()
    {
        DbtManifest manifest = DbtManifest.Parse("""{"nodes": {"model.shop.broken": {"unique_id": "model.shop.broken", "name": "broken", "original_file_path": "models/broken.sql"}}}"""u8);
        string text = DbtSummary.CreateSummaryMarkdown(s_results, "build", manifest);
        text.ShouldStartWith("# dbt build Task Summary\n");
        text.ShouldContain("| Successes | Errors | Failures | Skips | Warnings |");
        text.ShouldContain("| 2 | 2 | 1 | 1 | 1 |");
        text.ShouldContain(
            """
            ### broken

            * Type: model
            * Status: error
            * Path: models/broken.sql

            Message:

            > Database Error
            >   no such table

            Compiled SQL:

            ````sql
            select * from gone
            ````
            """);
        text.ShouldNotContain("select 'seed'");
        text.ShouldContain("## Successful Nodes\n\n* fine\n* unique_id\n");
    }

    [Fact]
    public void Summary_of_nothing_counts_nothing()
    {
        string text = DbtSummary.CreateSummaryMarkdown(DbtRunResults.Parse("{}"u8), "run");
        text.ShouldContain("| 0 | 0 | 0 | 0 | 0 |");
        text.ShouldNotContain("Nodes");
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => DbtSummary.ConsolidateRunResults(null!));
        Should.Throw<ArgumentNullException>(() => DbtSummary.CreateSummaryMarkdown(null!, "run"));
        Should.Throw<ArgumentException>(() => DbtSummary.CreateSummaryMarkdown(s_results, " "));
    }

    private static IEnumerable<string> Names(IEnumerable<DbtRunResult> results) => results.Select(result => result.Name);
}

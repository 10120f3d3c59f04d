using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudRetryTests : DbtCloudTest
{
    [Theory]
    [InlineData("dbt run", "dbt run -s a b")]
    [InlineData("dbt test --select tag:x", "dbt test --select a b tag:x")]
    [InlineData("dbt test -s tag:x --fail-fast", "dbt test -s a b tag:x --fail-fast")]
    [InlineData("dbt --fail-fast build --vars '{\"run\": \"-s\"}'", "dbt --fail-fast build -s a b --vars '{\"run\": \"-s\"}'")]
    [InlineData("dbt build --vars \"{'select': '--select'}\"", "dbt build -s a b --vars \"{'select': '--select'}\"")]
    [InlineData("dbt snapshot", "dbt snapshot -s a b")]
    [InlineData("dbt seed --full-refresh", "dbt seed -s a b --full-refresh")]
    [InlineData("dbt run-operation run_all", "dbt run-operation run_all")]
    [InlineData("dbt run --vars 'never ends", "dbt run --vars 'never ends")]
    public async Task Nodes_that_failed_are_done_again(string command, string again)
    {
        Peer.On(ScriptedDbtCloud.Artifact, ScriptedResults(("model.shop.a", "error"), ("model.shop.b", "skipped"), ("model.shop.c", "success"), ("test.shop.a.0123", "fail")));

        (await RetriedAsync([(command, "Error")])).ShouldBe([again]);
    }

    [Fact]
    public async Task What_was_skipped_is_repeated_as_it_is() =>
        (await RetriedAsync([("dbt seed", "Success"), ("dbt build --select tag:y", "Skipped"), ("dbt docs generate", "Skipped"), ("dbt source freshness", "Cancelled")]))
        .ShouldBe(["dbt build --select tag:y", "dbt docs generate", "dbt source freshness"]);

    [Fact]
    public async Task What_the_job_does_by_itself_is_left_to_it()
    {
        Cloud.JobFacts["generate_docs"] = true;
        Cloud.JobFacts["generate_sources"] = true;

        (await RetriedAsync([("dbt build", "Skipped"), ("dbt docs generate", "Skipped"), ("dbt source freshness", "Error"), ("dbt source snapshot-freshness", "Error")]))
            .ShouldBe(["dbt build"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("none")]
    [InlineData("no nodes")]
    public async Task What_has_no_results_that_can_be_read_is_repeated_as_it_is(string kind)
    {
        Peer.On(ScriptedDbtCloud.Artifact, kind switch
        {
            "not json" => RestReply.Text("fail"),
            "none" => ScriptedDbtCloud.NotFound(),
            _ => RestReply.Json("""{"results":[]}"""),
        });

        (await RetriedAsync([("dbt run --fail-fast", "Error")])).ShouldBe(["dbt run --fail-fast"]);
    }

    [Fact]
    public async Task Results_are_those_of_the_step()
    {
        Peer.On(ScriptedDbtCloud.Artifact, static request => request.QueryValue("step") == "5"
            ? ScriptedResults(("model.shop.b", "error"))
            : ScriptedResults(("model.shop.a", "error")));

        (await RetriedAsync([("dbt seed", "Error"), ("dbt run", "Error")])).ShouldBe(["dbt seed -s a", "dbt run -s b"]);
    }

    [Fact]
    public async Task What_comes_before_the_commands_is_not_repeated()
    {
        Cloud.Steps = static _ => [Step(1, "Clone git repository", "Error"), Step(2, "Create profile", "Skipped"), Step(3, "Invoke dbt with `dbt deps`", "Skipped"), Step(4, "Upload", "Skipped")];
        DbtCloudJobRun run = await Nightly.TriggerAsync(cancellationToken: Token);

        (await run.RetryFailedStepsAsync(Token)).ShouldBeSameAs(run);

        Cloud.Started.ShouldBe(1);
    }

    [Fact]
    public async Task The_other_options_of_the_job_stay()
    {
        Cloud.Steps = static _ => Steps(("dbt build", "Skipped"));
        DbtCloudJobRun run = await (Nightly with { TriggerJobRunOptions = new() { Cause = "Nightly", GitBranch = "main" } }).TriggerAsync(cancellationToken: Token);

        DbtCloudJobRun again = await run.RetryFailedStepsAsync(Token);

        again.RunId.ShouldBe(102);
        JsonObject body = Peer.RequestsFor(ScriptedDbtCloud.Start)[1].Json;
        ((string?)body["git_branch"], body["steps_override"]!.ToJsonString()).ShouldBe(("main", """["dbt build"]"""));
    }

    private static RestReply ScriptedResults(params ReadOnlySpan<(string Id, string Status)> nodes) => RestReply.Json(Results(nodes));

    private async Task<string[]> RetriedAsync((string Command, string Status)[] commands)
    {
        Cloud.Steps = _ => Steps(commands);
        DbtCloudJobRun run = await Nightly.TriggerAsync(cancellationToken: Token);
        await run.RetryFailedStepsAsync(Token);
        return [.. Peer.RequestsFor(ScriptedDbtCloud.Start)[1].Json["steps_override"]!.AsArray().Select(static step => (string)step!)];
    }
}

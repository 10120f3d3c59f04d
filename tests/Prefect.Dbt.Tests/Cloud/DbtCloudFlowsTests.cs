using System.Text.Json.Nodes;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudFlowsTests : DbtCloudTest
{
    [Fact]
    public async Task A_run_that_is_waited_for_is_given_as_it_ended()
    {
        Reach();
        using IDisposable time = FlowClock.Use(Clock);
        Cloud.Answers(1, 3, 20);

        DbtCloudRun run = await DbtCloudFlows.WaitForDbtCloudJobRunFlow.RunAsync(101, Credentials, 900, 7, Token);

        run.Status.ShouldBe(DbtCloudJobRunStatus.Failed);
        Clock.Waits.Count(static wait => wait == TimeSpan.FromSeconds(7)).ShouldBe(2);
    }

    [Fact]
    public async Task A_job_runs_from_beginning_to_end()
    {
        Reach();

        DbtCloudRun run = await DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionFlow.RunAsync(Credentials, Job, null, 900, 0, 3, null, Token);

        run.ArtifactPaths.ShouldBe(["manifest.json", "run_results.json"]);
        Cloud.Causes.ShouldHaveSingleItem().ShouldStartWith("Triggered via Prefect in flow run ");
    }

    [Fact]
    public async Task Artifacts_that_cannot_be_listed_fail_no_run()
    {
        Reach();
        Peer.On(ScriptedDbtCloud.Artifacts, ScriptedDbtCloud.NotFound());

        (await DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, cancellationToken: Token)).ArtifactPaths.ShouldBeEmpty();
        (await DbtCloudFlows.RunDbtCloudJobAsync(Nightly, cancellationToken: Token)).Id.ShouldBe(102);
    }

    [Fact]
    public async Task What_failed_is_done_again_until_it_succeeds()
    {
        Reach();
        Fails(times: 2);

        DbtCloudRun run = await DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(
            Credentials, Job, new() { GitBranch = "main" }, pollFrequencySeconds: 0, cancellationToken: Token);

        run.Id.ShouldBe(103);
        IReadOnlyList<RestExchange> starts = Peer.RequestsFor(ScriptedDbtCloud.Start);
        starts.Select(static start => (string?)start.Json["git_branch"]).ShouldAllBe(static branch => branch == "main");
        starts[0].Json.ContainsKey("steps_override").ShouldBeFalse();
        starts.Skip(1).Select(static start => start.Json["steps_override"]!.ToJsonString()).ShouldBe(["""["dbt run -s a"]""", """["dbt run -s a"]"""]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task What_goes_on_failing_fails_in_the_end(int attempts, int runs)
    {
        Reach();
        Fails(times: 10);

        DbtCloudJobRunFailedException exception = await Should.ThrowAsync<DbtCloudJobRunFailedException>(
            () => DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, retryFilteredModelsAttempts: attempts, cancellationToken: Token));

        (exception.RunId, Cloud.Started).ShouldBe((100 + runs, runs));
        await Should.ThrowAsync<DbtCloudJobRunFailedException>(() => DbtCloudFlows.RunDbtCloudJobAsync(Nightly, attempts, cancellationToken: Token));
        Cloud.Started.ShouldBe(2 * runs);
    }

    [Fact]
    public async Task A_job_that_succeeds_at_the_second_time_has_succeeded()
    {
        Reach();
        Fails(times: 1);

        (await DbtCloudFlows.RunDbtCloudJobFlow.RunAsync(Nightly, 3, false, null, Token)).Id.ShouldBe(102);
    }

    [Fact]
    public async Task A_failure_of_which_nothing_can_be_done_again_is_one()
    {
        Reach();
        Cloud.Status = 20;

        await Should.ThrowAsync<DbtCloudJobRunFailedException>(() => DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, cancellationToken: Token));
        await Should.ThrowAsync<DbtCloudJobRunFailedException>(() => DbtCloudFlows.RunDbtCloudJobAsync(Nightly, cancellationToken: Token));

        Cloud.Started.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_is_not_done_again()
    {
        Reach();
        Cloud.Status = 30;

        await Should.ThrowAsync<DbtCloudJobRunCancelledException>(() => DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, cancellationToken: Token));
        await Should.ThrowAsync<DbtCloudJobRunCancelledException>(() => DbtCloudFlows.RunDbtCloudJobAsync(Nightly, cancellationToken: Token));

        Cloud.Started.ShouldBe(2);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(30, 60)]
    [InlineData(300, 300)]
    public async Task A_run_is_waited_for_as_long_as_it_may_take(int? timeoutOverride, int waited)
    {
        Reach();
        Cloud.Status = 3;
        long began = Clock.GetTimestamp();

        await Should.ThrowAsync<DbtCloudJobRunTimedOutException>(() => DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(
            Credentials, Job, new() { TimeoutSecondsOverride = timeoutOverride }, 60, 10, cancellationToken: Token));

        Clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromSeconds(waited));
    }

    [Fact]
    public async Task Under_one_key_a_flow_runs_a_job_once()
    {
        Reach();

        DbtCloudRun first = await DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, submissionKey: "2026-11-20", cancellationToken: Token);
        DbtCloudRun second = await DbtCloudFlows.RunDbtCloudJobAsync(Nightly, submissionKey: "2026-11-20", cancellationToken: Token);

        (first.Id, second.Id, Cloud.Started).ShouldBe((101, 101, 1));
    }

    [Fact]
    public async Task What_failed_in_a_run_is_done_again_by_itself()
    {
        Reach();
        Fails(times: 1);
        long failed = Cloud.Add("x");

        (await DbtCloudFlows.RetryDbtCloudJobRunSubsetAndWaitForCompletionFlow.RunAsync(Credentials, failed, null, 900, 10, Token)).Id.ShouldBe(102);

        await Should.ThrowAsync<ArgumentException>(
            () => DbtCloudFlows.RetryDbtCloudJobRunSubsetAndWaitForCompletionAsync(Credentials, failed, new() { StepsOverride = ["dbt run"] }, cancellationToken: Token));
    }

    [Fact]
    public async Task A_run_without_anything_to_do_again_is_given_as_it_is()
    {
        Reach();
        Cloud.Steps = static _ => Steps(("dbt run", "Success"));

        (await DbtCloudFlows.RetryDbtCloudJobRunSubsetAndWaitForCompletionAsync(Credentials, Cloud.Add("x"), cancellationToken: Token)).Id.ShouldBe(101);

        Cloud.Started.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, 10, 3)]
    [InlineData(double.NaN, 10, 3)]
    [InlineData(900, 86_401, 3)]
    [InlineData(900, 10, -1)]
    public async Task Numbers_out_of_their_range_are_refused_before_anything_is_sent(double wait, double poll, int attempts)
    {
        Reach();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(
            Credentials, Job, maxWaitSeconds: wait, pollFrequencySeconds: poll, retryFilteredModelsAttempts: attempts, cancellationToken: Token));

        Peer.Requests.ShouldBeEmpty();
    }

    /// <summary>Lets the first runs fail, with one of two nodes.</summary>
    private void Fails(int times)
    {
        Cloud.Traits = place => place < times ? new JsonObject { ["status"] = 20, ["status_message"] = "Step 4 failed." } : [];
        Cloud.Steps = place => place < times ? Steps(("dbt run", "Error")) : null;
        Peer.On(ScriptedDbtCloud.Artifact, RestReply.Json(Results(("model.shop.a", "error"), ("model.shop.b", "success"))));
    }
}

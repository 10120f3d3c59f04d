using System.Text.Json;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Jobs;

public sealed class JobsFlowsTests : DatabricksTest
{
    private static readonly RunSubmitSettings s_settings = new()
    {
        RunName = "nightly",
        Tasks =
        [
            new() { TaskKey = "load", ExistingClusterId = "c-1", NotebookTask = new() { NotebookPath = "/etl/load" } },
            new() { TaskKey = "report", ExistingClusterId = "c-1", DependsOn = [new() { TaskKey = "load" }], NotebookTask = new() { NotebookPath = "/etl/report" } },
        ],
    };

    [Fact]
    public async Task A_submitted_run_is_waited_for_and_the_outputs_of_its_tasks_given()
    {
        Reach();
        Submit(5);
        Script(5, "PENDING", "RUNNING", "TERMINATED/SUCCESS");

        DatabricksRunResult result = await JobsFlows.JobsRunsSubmitAndWaitForCompletionFlow.RunAsync(Credentials, s_settings, 900, 10, null, Token);

        result.NotebookOutputs.Select(static output => $"{output.Key}: {output.Value.Result}").ShouldBe(["load: out of 51", "report: out of 52"]);
        Peer.RequestsFor("GET /api/2.1/jobs/runs/get").Count.ShouldBe(3);
        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public async Task Outputs_come_with_the_run()
    {
        Reach();
        Submit(5);
        Script(5, "TERMINATED/SUCCESS");

        (IReadOnlyDictionary<string, RunOutput> outputs, Run run) = await JobsFlows.JobsRunsSubmitAndWaitForCompletionAsync(Credentials, s_settings, cancellationToken: Token);

        outputs.Keys.ShouldBe(["load", "report"]);
        run.RunPageUrl.ShouldEndWith("/run/5");
        run.Extra!["new_field"]!["kept"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_result_that_is_kept_as_JSON_is_the_same_when_it_is_read_again()
    {
        Reach();
        Submit(5);
        Script(5, "TERMINATED/SUCCESS");
        DatabricksRunResult result = await JobsFlows.JobsRunsSubmitAndWaitForCompletionAsync(Credentials, s_settings, cancellationToken: Token);

        DatabricksRunResult read = JsonSerializer.Deserialize<DatabricksRunResult>(JsonSerializer.Serialize(result))!;

        read.NotebookOutputs["report"].Result.ShouldBe("out of 52");
        read.Metadata.ToJson().ToJsonString().ShouldBe(result.Metadata.ToJson().ToJsonString());
    }

    [Fact]
    public async Task A_task_that_is_no_notebook_has_an_empty_output()
    {
        Reach();
        Submit(5);
        Script(5, "TERMINATED/SUCCESS");
        Peer.On("GET /api/2.1/jobs/runs/get-output", RestReply.Json("""{"logs":"written","metadata":{}}"""));

        DatabricksRunResult result = await JobsFlows.JobsRunsSubmitAndWaitForCompletionAsync(Credentials, s_settings, cancellationToken: Token);

        result.NotebookOutputs["load"].ShouldBe(new NotebookOutput());
        result.Outputs["load"].Logs.ShouldBe("written");
    }

    [Fact]
    public async Task A_run_that_failed_is_an_error_with_its_result_and_message()
    {
        Reach();
        Submit(5);
        Script(5, "RUNNING", "TERMINATED/FAILED/Task load failed");

        DatabricksJobTerminatedException failed = await Should.ThrowAsync<DatabricksJobTerminatedException>(
            JobsFlows.JobsRunsSubmitAndWaitForCompletionFlow.RunAsync(Credentials, s_settings, 900, 10, null, Token));

        failed.Message.ShouldBe(
            $"The Databricks run '5' ended as FAILED: Task load failed. Tasks that did not end well: 'load' (FAILED), 'report' (FAILED). See https://{Host}/#job/11/run/5.");
        failed.Run!.State!.ResultState.ShouldBe(RunResultState.Failed);
        Peer.RequestsFor("GET /api/2.1/jobs/runs/get-output").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SKIPPED//another is under way", typeof(DatabricksJobSkippedException))]
    [InlineData("INTERNAL_ERROR/FAILED/broken", typeof(DatabricksJobInternalErrorException))]
    [InlineData("TERMINATED/TIMEDOUT", typeof(DatabricksJobTerminatedException))]
    [InlineData("TERMINATED/CANCELED", typeof(DatabricksJobTerminatedException))]
    [InlineData("TERMINATED/SUCCESS_OF_TOMORROW", typeof(DatabricksJobTerminatedException))]
    [InlineData("TERMINATED", typeof(DatabricksJobTerminatedException))]
    public async Task Each_bad_end_has_its_error(string state, Type type)
    {
        Reach();
        Submit(5);
        Script(5, state);

        (await Should.ThrowAsync<DatabricksJobRunException>(JobsFlows.JobsRunsSubmitAndWaitForCompletionAsync(Credentials, s_settings, cancellationToken: Token))).GetType().ShouldBe(type);
        (await Should.ThrowAsync<DatabricksJobRunException>(JobsFlows.JobsRunsSubmitByIdAndWaitForCompletionAsync(Credentials, 11, cancellationToken: Token))).GetType().ShouldBe(type);
    }

    [Fact]
    public async Task A_job_is_run_by_its_id_with_parameters()
    {
        Reach();
        Submit(6);
        Script(6, "TERMINATED/SUCCESS");

        await JobsFlows.JobsRunsSubmitByIdAndWaitForCompletionFlow.RunAsync(
            Credentials, 11, null, new() { NotebookParams = new() { ["day"] = "x" } }, new() { ["region"] = "north" }, 900, 10, null, Token);

        RestExchange sent = Peer.RequestsFor("POST /api/2.1/jobs/run-now").Single();
        sent.Json["notebook_params"]!.ToJsonString().ShouldBe("""{"day":"x"}""");
        sent.Json["job_parameters"]!.ToJsonString().ShouldBe("""{"region":"north"}""");
        ((long)sent.Json["job_id"]!).ShouldBe(11);
    }

    [Fact]
    public async Task A_run_that_does_not_end_is_read_once_where_nobody_waits_for_it()
    {
        Reach();
        Script(5, "RUNNING");

        DatabricksJobRunTimedOutException late = await Should.ThrowAsync<DatabricksJobRunTimedOutException>(
            JobsFlows.JobsRunsWaitForCompletionFlow.RunAsync(5, Credentials, null, 0, 10, Token));

        Peer.RequestsFor("GET /api/2.1/jobs/runs/get").Count.ShouldBe(1);
        late.Message.ShouldContain("had not ended after 0 seconds; it is RUNNING");
        Peer.RequestsFor("POST /api/2.1/jobs/runs/cancel").ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_ends_by_the_clock()
    {
        Reach();
        long began = Clock.GetTimestamp();
        Script(5, "RUNNING");

        await Should.ThrowAsync<DatabricksJobRunTimedOutException>(
            JobsFlows.JobsRunsWaitForCompletionAsync(5, Credentials, maxWaitSeconds: 95, pollFrequencySeconds: 10, cancellationToken: Token));

        Clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromSeconds(95));
    }

    [Fact]
    public async Task The_wait_alone_gives_the_run_however_it_ended()
    {
        Reach();
        Script(5, "RUNNING", "TERMINATED/FAILED/no");

        Run run = await JobsFlows.JobsRunsWaitForCompletionAsync(5, Credentials, "nightly", cancellationToken: Token);

        run.State!.StateMessage.ShouldBe("no");
    }

    [Fact]
    public async Task A_handler_hears_of_the_run_first_and_may_end_the_flow()
    {
        Reach();
        Submit(5);
        RunSubmission? heard = null;

        await Should.ThrowAsync<InvalidOperationException>(JobsFlows.JobsRunsSubmitAndWaitForCompletionFlow.RunAsync(
            Credentials,
            s_settings,
            900,
            10,
            started =>
            {
                heard = started;
                throw new InvalidOperationException("No.");
            },
            Token));

        heard!.RunId.ShouldBe(5);
        Peer.RequestsFor("GET /api/2.1/jobs/runs/get").ShouldBeEmpty();
    }

    [Fact]
    public async Task Arguments_out_of_range_are_refused_before_a_request()
    {
        Reach();
        await Should.ThrowAsync<ArgumentException>(() => JobsFlows.JobsRunsSubmitAndWaitForCompletionAsync(Credentials, s_settings, maxWaitSeconds: -1, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => JobsFlows.JobsRunsWaitForCompletionAsync(0, Credentials, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_of_a_flow_run_shows_no_token()
    {
        Reach();
        Submit(5);
        Script(5, "TERMINATED/FAILED/no");

        State<DatabricksRunResult> state = await JobsFlows.JobsRunsSubmitAndWaitForCompletionFlow.RunStateAsync(Credentials, s_settings, 900, 10, null, Token);

        state.Name.ShouldBe("Failed");
        state.ToString().ShouldNotContain("dapi-token-of-the-tests-52a1");
    }

    private void Submit(long runId)
    {
        Peer.On("POST /api/2.1/jobs/runs/submit", RestReply.Json($$"""{"run_id":{{runId}}}"""));
        Peer.On("POST /api/2.1/jobs/run-now", RestReply.Json($$"""{"run_id":{{runId}},"number_in_job":{{runId}}}"""));
    }
}

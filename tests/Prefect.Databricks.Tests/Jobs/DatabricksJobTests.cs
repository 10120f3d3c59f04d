using Prefect.Testing;

namespace Prefect.Databricks.Tests.Jobs;

public sealed class DatabricksJobTests : DatabricksTest
{
    private readonly List<string> _tokens = [];

    private static DatabricksJob Job => new(Credentials, 11);

    [Fact]
    public async Task Runs_of_one_key_are_one()
    {
        Reach();
        KnowTokens();

        DatabricksJobRun[] runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Job.TriggerOnceAsync("nightly-2026-11-20", Token)));

        runs.Select(static run => run.RunId).Distinct().ShouldBe([1]);
        _tokens.ShouldBe(["11:nightly-2026-11-20"]);
    }

    [Fact]
    public async Task One_key_of_two_jobs_is_a_run_of_each()
    {
        Reach();
        KnowTokens();

        DatabricksJobRun load = await new DatabricksJob(Credentials, 11).TriggerOnceAsync("2026-11-20", Token);
        DatabricksJobRun report = await new DatabricksJob(Credentials, 12).TriggerOnceAsync("2026-11-20", Token);

        report.RunId.ShouldNotBe(load.RunId);
    }

    [Fact]
    public async Task A_key_that_no_token_can_be_stands_for_itself_all_the_same()
    {
        Reach();
        KnowTokens();

        await Job.TriggerOnceAsync(new string('ä', 500), Token);
        await Job.TriggerOnceAsync(new string('ä', 500), Token);
        await Job.TriggerOnceAsync("with space", Token);

        _tokens.Count.ShouldBe(2);
        _tokens.ShouldAllBe(static token => token.Length == 64);
    }

    [Fact]
    public async Task Without_a_key_each_start_is_a_run_even_where_its_answer_is_lost()
    {
        Reach();
        KnowTokens(lost: 2);

        DatabricksJobRun first = await Job.TriggerAsync(Token);
        DatabricksJobRun second = await Job.TriggerAsync(Token);

        (first.RunId, second.RunId).ShouldBe((1, 2));
        _tokens.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_is_taken_up_by_its_id()
    {
        Reach();
        Script(455644833, "TERMINATED/SUCCESS");

        DatabricksJobRun run = new(Credentials, long.Parse("455644833"));
        await run.WaitForCompletionAsync(Token);

        run.Id.ShouldBe("455644833");
        (await run.FetchResultAsync(Token)).Outputs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_one_time_job_is_submitted_under_its_own_token_or_a_key()
    {
        Reach();
        KnowTokens();
        RunSubmitSettings settings = new() { RunName = "once", Tasks = [new() { TaskKey = "a" }], IdempotencyToken = "own-token" };

        await new DatabricksOneTimeJob(Credentials, settings).TriggerAsync(Token);
        await new DatabricksOneTimeJob(Credentials, settings).TriggerAsync(Token);
        await new DatabricksOneTimeJob(Credentials, settings).TriggerOnceAsync("key", Token);

        _tokens.ShouldBe(["own-token", "key"]);
    }

    [Fact]
    public async Task A_run_is_cancelled_with_the_waiting_where_that_is_wanted()
    {
        Reach();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On("POST /api/2.1/jobs/runs/cancel", RestReply.Json("{}"));
        int reads = 0;
        Peer.On("GET /api/2.1/jobs/runs/get", _ =>
        {
            if (++reads == 3)
            {
                ended.Cancel();
            }

            return RunOf(5, "RUNNING");
        });

        await Should.ThrowAsync<OperationCanceledException>(new DatabricksJobRun(Credentials, 5) { Wait = new() { CancelRemote = true } }.WaitForCompletionAsync(ended.Token));

        ((long)Peer.RequestsFor("POST /api/2.1/jobs/runs/cancel").Single().Json["run_id"]!).ShouldBe(5);
    }

    [Fact]
    public async Task A_run_goes_on_when_only_the_waiting_is_cancelled()
    {
        Reach();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On("GET /api/2.1/jobs/runs/get", _ =>
        {
            ended.Cancel();
            return RunOf(5, "RUNNING");
        });

        await Should.ThrowAsync<OperationCanceledException>(new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(ended.Token));

        Peer.RequestsFor("POST /api/2.1/jobs/runs/cancel").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repair_names_the_latest_one_and_all_failed_tasks()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Json(
            """{"run_id":5,"state":{"life_cycle_state":"TERMINATED"},"repair_history":[{"type":"ORIGINAL"},{"id":3,"type":"REPAIR"},{"id":4,"type":"REPAIR"}]}"""),
            RunOf(5, "RUNNING"));
        Peer.On("POST /api/2.1/jobs/runs/repair", RestReply.Json("""{"repair_id":6}"""));

        (await new DatabricksJobRun(Credentials, 5).RepairAsync(cancellationToken: Token)).ShouldBe(6);

        Peer.Requests[0].QueryValue("include_history").ShouldBe("true");
        Peer.Requests[1].Text.ShouldBe("""{"latest_repair_id":4,"rerun_all_failed_tasks":true,"run_id":5}""");
    }

    [Fact]
    public async Task A_repair_is_over_once_the_run_shows_it_so_that_the_old_end_is_no_verdict()
    {
        Reach();
        int reads = 0;
        Peer.On("GET /api/2.1/jobs/runs/get", _ => RestReply.Json(++reads switch
        {
            < 4 => """{"run_id":5,"state":{"life_cycle_state":"TERMINATED","result_state":"FAILED"},"repair_history":[{"type":"ORIGINAL"}]}""",
            4 => """{"run_id":5,"state":{"life_cycle_state":"TERMINATED","result_state":"FAILED"},"repair_history":[{"type":"ORIGINAL"},{"id":6,"type":"REPAIR"}]}""",
            5 => """{"run_id":5,"state":{"life_cycle_state":"RUNNING"},"repair_history":[{"type":"ORIGINAL"},{"id":6,"type":"REPAIR"}]}""",
            _ => """{"run_id":5,"state":{"life_cycle_state":"TERMINATED","result_state":"SUCCESS"}}""",
        }));
        Peer.On("POST /api/2.1/jobs/runs/repair", RestReply.Json("""{"repair_id":6}"""));
        DatabricksJobRun run = new(Credentials, 5);

        (await run.RepairAsync(cancellationToken: Token)).ShouldBe(6);
        await run.WaitForCompletionAsync(Token);

        Peer.RequestsFor("POST /api/2.1/jobs/runs/repair").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repair_that_the_run_never_shows_is_not_waited_for_without_end()
    {
        Reach();
        long began = Clock.GetTimestamp();
        Peer.On("GET /api/2.1/jobs/runs/get", RunOf(5, "TERMINATED/FAILED"));
        Peer.On("POST /api/2.1/jobs/runs/repair", RestReply.Json("""{"repair_id":6}"""));

        (await new DatabricksJobRun(Credentials, 5).RepairAsync(cancellationToken: Token)).ShouldBe(6);

        Clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Of_a_task_that_was_repaired_the_last_output_is_read_though_attempts_are_counted_anew()
    {
        Reach();
        Script(5);
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Json(
            """
            {"run_id":5,"state":{"life_cycle_state":"TERMINATED","result_state":"SUCCESS"},"tasks":[
              {"run_id":70,"task_key":"load","attempt_number":0,"start_time":1000,"state":{"result_state":"FAILED"}},
              {"run_id":72,"task_key":"load","attempt_number":0,"start_time":3000,"state":{"result_state":"SUCCESS"}},
              {"run_id":71,"task_key":"load","attempt_number":1,"start_time":2000,"state":{"result_state":"FAILED"}}]}
            """));

        DatabricksRunResult result = await new DatabricksJobRun(Credentials, 5).FetchResultAsync(Token);

        result.NotebookOutputs["load"].Result.ShouldBe("out of 72");
    }

    [Fact]
    public async Task Of_a_task_that_was_tried_several_times_the_last_output_is_read()
    {
        Reach();
        Script(5);
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Json(
            """
            {"run_id":5,"state":{"life_cycle_state":"TERMINATED","result_state":"SUCCESS"},"tasks":[
              {"run_id":72,"task_key":"load","attempt_number":1,"state":{"result_state":"SUCCESS"}},
              {"run_id":71,"task_key":"load","attempt_number":0,"state":{"result_state":"FAILED"}},
              {"run_id":80,"task_key":"report"}]}
            """));

        DatabricksRunResult result = await new DatabricksJobRun(Credentials, 5).FetchResultAsync(Token);

        result.NotebookOutputs["load"].Result.ShouldBe("out of 72");
        Peer.RequestsFor("GET /api/2.1/jobs/runs/get-output").Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_output_that_cannot_be_read_for_a_while_is_waited_for()
    {
        Reach();
        Script(5, "TERMINATED/SUCCESS");
        int reads = 0;
        Peer.On("GET /api/2.1/jobs/runs/get-output", _ => ++reads < 40 ? RestReply.Html(503) : RestReply.Json("""{"notebook_output":{"result":"late"}}"""));

        (await new DatabricksJobRun(Credentials, 5).FetchResultAsync(Token)).NotebookOutputs["report"].Result.ShouldBe("late");
    }

    [Fact]
    public void What_is_no_job_or_run_is_refused()
    {
        Should.Throw<ArgumentException>(() => new DatabricksJob(Credentials, 0));
        Should.Throw<ArgumentException>(() => new DatabricksJob(null!, 1));
        Should.Throw<ArgumentException>(() => new DatabricksJobRun(Credentials, -1));
        Should.Throw<ArgumentException>(() => new DatabricksOneTimeJob(Credentials, null!));
        Should.Throw<ArgumentException>(() => new DatabricksWaitOptions { PollInterval = TimeSpan.FromDays(2) });
        Should.Throw<ArgumentException>(() => Job.TriggerOnceAsync(" ", Token));
    }

    private void KnowTokens(int lost = 0)
    {
        Lock gate = new();
        RestReply Start(RestExchange request)
        {
            lock (gate)
            {
                string token = (string)request.Json["idempotency_token"]!;
                if (!_tokens.Contains(token))
                {
                    _tokens.Add(token);
                }

                return lost-- > 0 ? RestReply.Reset() : RestReply.Json($$"""{"run_id":{{_tokens.IndexOf(token) + 1}}}""");
            }
        }

        Peer.On("POST /api/2.1/jobs/run-now", Start);
        Peer.On("POST /api/2.1/jobs/runs/submit", Start);
    }
}

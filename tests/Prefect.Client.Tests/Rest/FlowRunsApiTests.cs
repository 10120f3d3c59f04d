using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class FlowRunsApiTests : ApiTest
{
    [Fact]
    public async Task Read_gives_a_run_with_its_state()
    {
        Guid lease = Guid.NewGuid();
        Guid id = Server.AddFlowRun("RUNNING", fields: new() { ["infrastructure_pid"] = "arn:1", ["tags"] = new JsonArray("a") }, details: new() { ["deployment_concurrency_lease_id"] = lease.ToString() });

        ApiFlowRun run = await Api().FlowRuns.ReadAsync(id, Ct);

        run.Id.ShouldBe(id);
        run.InfrastructurePid.ShouldBe("arn:1");
        run.Tags.ShouldBe(["a"]);
        run.State.ShouldNotBeNull().Type.ShouldBe(ApiStateType.Running);
        run.State.StateDetails.DeploymentConcurrencyLeaseId.ShouldBe(lease);
        run.State.StateDetails.FlowRunId.ShouldBe(id);
        run.RunCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_not_found()
    {
        Guid id = Guid.NewGuid();
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.ReadAsync(id, Ct));

        error.IsNotFound.ShouldBeTrue();
        error.IsTransient.ShouldBeFalse();
        error.Detail.ShouldBe("Flow run not found");
        error.Path.ShouldBe($"/flow_runs/{id}");
        error.Method.ShouldBe("GET");
        error.Message.ShouldContain($"Could not read flow run {id}");
        (await api.FlowRuns.FindAsync(id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task An_accepted_state_is_the_run_s_state()
    {
        Guid id = Server.AddFlowRun("RUNNING");
        PrefectApi api = Api();

        SetStateResult answer = await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Completed) { Message = "done" }, Ct);

        answer.IsAccepted.ShouldBeTrue();
        answer.State.ShouldNotBeNull().Name.ShouldBe("Completed");
        answer.State.Message.ShouldBe("done");
        (await api.FlowRuns.ReadAsync(id, Ct)).StateType.ShouldBe(ApiStateType.Completed);
        (await api.FlowRuns.ReadStatesAsync(id, Ct)).Select(state => state.Name).ShouldBe(["Running", "Completed"]);
    }

    [Fact]
    public async Task Each_proposal_has_an_id_of_its_own_and_names_the_run()
    {
        Guid id = Server.AddFlowRun("PENDING");
        PrefectApi api = Api();

        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);
        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        JsonObject[] details = [.. Server.RequestsFor("POST /flow_runs/*/set_state").Select(request => (JsonObject)request.Body!["state"]!["state_details"]!)];
        details.Select(detail => detail["flow_run_id"]!.ToString()).ShouldBe([id.ToString(), id.ToString()]);
        details[0]["transition_id"]!.ToString().ShouldNotBe(details[1]["transition_id"]!.ToString());
    }

    [Fact]
    public async Task A_lost_answer_does_not_make_a_change_twice()
    {
        Guid id = Server.AddFlowRun("PENDING");
        Server.Script("POST /flow_runs/*/set_state", ServerReply.Reset() with { ComesAfterTheWork = true });

        SetStateResult answer = await Api().FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        answer.Status.ShouldBe(SetStateStatus.Reject);
        answer.State.ShouldNotBeNull().Type.ShouldBe(ApiStateType.Running);
        Server.StateNamesOf(id).ShouldBe(["Pending", "Running"]);
    }

    [Fact]
    public async Task A_rejected_state_gives_the_one_in_force()
    {
        Guid id = Server.AddFlowRun("CANCELLING");

        SetStateResult answer = await Api().FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        answer.Status.ShouldBe(SetStateStatus.Reject);
        answer.State.ShouldNotBeNull().Type.ShouldBe(ApiStateType.Cancelling);
        answer.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_aborted_state_gives_the_reason()
    {
        Guid id = Server.AddFlowRun("COMPLETED");

        SetStateResult answer = await Api().FlowRuns.SetStateAsync(id, new(ApiStateType.Crashed), Ct);

        answer.Status.ShouldBe(SetStateStatus.Abort);
        answer.State.ShouldBeNull();
        answer.Reason.ShouldNotBeNull().ShouldContain("terminal");
        Server.StateNamesOf(id).ShouldBe(["Completed"]);
    }

    [Fact]
    public async Task A_state_that_comes_too_early_has_to_wait()
    {
        Guid id = Server.AddFlowRun("SCHEDULED", details: new() { ["scheduled_time"] = DateTimeOffset.UtcNow.AddSeconds(90).ToString("O") });

        SetStateResult answer = await Api().FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        answer.Status.ShouldBe(SetStateStatus.Wait);
        answer.Delay.TotalSeconds.ShouldBeInRange(1, 90);
    }

    [Fact]
    public async Task A_forced_state_passes_the_rules()
    {
        Guid id = Server.AddFlowRun("COMPLETED");

        SetStateResult answer = await Api().FlowRuns.ForceStateAsync(id, new(ApiStateType.Crashed), Ct);

        answer.IsAccepted.ShouldBeTrue();
        Server.StateNamesOf(id).ShouldBe(["Completed", "Crashed"]);
    }

    [Fact]
    public async Task A_list_of_many_is_read_page_by_page()
    {
        for (int i = 0; i < 250; i++)
        {
            Server.AddFlowRun("RUNNING");
        }

        List<ApiFlowRun> runs = [];
        await foreach (ApiFlowRun run in Api().FlowRuns.ListAsync(cancellationToken: Ct))
        {
            runs.Add(run);
        }

        runs.Select(run => run.Id).Distinct().Count().ShouldBe(250);
        Server.RequestsFor("POST /flow_runs/filter").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_says_only_what_was_asked_for()
    {
        Server.AddFlowRun("RUNNING");
        Guid paused = Server.AddFlowRun("PAUSED", fields: new() { ["name"] = "wanted" });
        FlowRunQuery query = new()
        {
            FlowRuns = new() { Name = new() { Any = ["wanted"] }, State = new() { Type = new() { Any = [ApiStateType.Paused] } } },
            Sort = FlowRunSort.ExpectedStartTimeDesc,
        };

        IReadOnlyList<ApiFlowRun> runs = await Api().FlowRuns.FilterAsync(query, cancellationToken: Ct);

        runs.ShouldHaveSingleItem().Id.ShouldBe(paused);
        Server.RequestsFor("POST /flow_runs/filter").ShouldHaveSingleItem().Text.ShouldBe(
            """{"limit":null,"offset":0,"flows":null,"flow_runs":{"name":{"any_":["wanted"]},"state":{"type":{"any_":["PAUSED"]}}},"task_runs":null,"deployments":null,"work_pools":null,"work_pool_queues":null,"sort":"EXPECTED_START_TIME_DESC"}""");
        (await Api().FlowRuns.CountAsync(query, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task History_counts_states_by_interval()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Server.AddFlowRun("RUNNING");

        IReadOnlyList<FlowRunHistory> history = await Api().FlowRuns.ReadHistoryAsync(now.AddHours(-1), now.AddHours(1), TimeSpan.FromHours(1), cancellationToken: Ct);

        history.Count.ShouldBe(2);
        history.SelectMany(interval => interval.States).ShouldHaveSingleItem().CountRuns.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(201, 0)]
    [InlineData(10, -1)]
    public async Task A_piece_out_of_range_is_refused_before_it_is_asked_for(int limit, int offset)
    {
        PrefectApi api = Api();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => api.FlowRuns.FilterAsync(null, limit, offset, Ct));

        Server.Requests.ShouldBeEmpty();
    }
}

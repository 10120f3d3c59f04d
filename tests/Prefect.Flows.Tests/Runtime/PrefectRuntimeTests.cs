using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Runtime;

[Collection<RunsAlone>]
public sealed class PrefectRuntimeTests : IDisposable
{
    private readonly List<string> _set = [];
    private readonly RecordedStore _store = new();
    private readonly IDisposable _settings = PrefectSettings.Use(LogsTo.Settings(("api.url", "http://127.0.0.1:4200/api")));

    public void Dispose()
    {
        _set.ForEach(name => Environment.SetEnvironmentVariable(name, null));
        _settings.Dispose();
    }

    [Fact]
    public void Outside_runs_everything_is_empty()
    {
        ManualClock clock = new();
        using IDisposable time = FlowClock.Use(clock);
        FlowRunRuntime flow = PrefectRuntime.FlowRun;
        TaskRunRuntime task = PrefectRuntime.TaskRun;
        DeploymentRuntime deployment = PrefectRuntime.Deployment;
        string?[] texts = [
            flow.Id, flow.Name, flow.FlowName, flow.FlowVersion, flow.ParentFlowRunId, flow.ParentDeploymentId, flow.RootFlowRunId, flow.ApiUrl, flow.UiUrl,
            task.Id, task.Name, task.TaskName, task.ApiUrl, task.UiUrl, deployment.Id, deployment.Name, deployment.Version, deployment.FlowRunId];
        texts.ShouldAllBe(text => text == null);
        flow.Tags.ShouldBeEmpty();
        flow.Parameters.ShouldBeEmpty();
        flow.JobVariables.ShouldBeNull();
        flow.RunCount.ShouldBe(0);
        flow.ScheduledStartTime.ShouldBe(clock.GetUtcNow());
        task.Tags.ShouldBeEmpty();
        task.Parameters.ShouldBeEmpty();
        task.RunCount.ShouldBe(0);
        deployment.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void Inside_runs_the_context_answers_and_beats_the_environment()
    {
        Set("PREFECT__FLOW_RUN_ID", Guid.NewGuid().ToString());
        Dictionary<string, object?> parameters = new() { ["folder"] = new object() };
        FlowRunContext flow = StandIns.Flow(store: _store) with { Parameters = parameters };
        TaskRunContext task = StandIns.Task(flow);
        using (flow.Enter())
        using (task.Enter())
        {
            PrefectRuntime.FlowRun.Id.ShouldBe(flow.FlowRun.Id.ToString());
            PrefectRuntime.FlowRun.Name.ShouldBe("crimson-owl");
            PrefectRuntime.FlowRun.FlowName.ShouldBe("load");
            PrefectRuntime.FlowRun.Parameters["folder"].ShouldBeSameAs(parameters["folder"]);
            PrefectRuntime.FlowRun.RootFlowRunId.ShouldBe(flow.FlowRun.Id.ToString());
            PrefectRuntime.FlowRun.ApiUrl.ShouldBe($"http://127.0.0.1:4200/api/flow-runs/flow-run/{flow.FlowRun.Id}");
            PrefectRuntime.FlowRun.UiUrl.ShouldBe($"http://127.0.0.1:4200/flow-runs/flow-run/{flow.FlowRun.Id}");
            PrefectRuntime.TaskRun.Id.ShouldBe(task.TaskRun.Id.ToString());
            PrefectRuntime.TaskRun.TaskName.ShouldBe("count");
            PrefectRuntime.TaskRun.UiUrl.ShouldBe($"http://127.0.0.1:4200/runs/task-run/{task.TaskRun.Id}");
        }

        _store.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task With_only_an_id_the_store_answers()
    {
        FlowRun run = StandIns.FlowRun(parent: Guid.NewGuid());
        _store.FlowRuns[run.Id] = run;
        _store.FlowRuns[run.ParentFlowRunId!.Value] = new FlowRun(run.ParentFlowRunId.Value, DateTimeOffset.UnixEpoch) { FlowName = "outer", DeploymentId = Guid.NewGuid() };
        Set("PREFECT__FLOW_RUN_ID", run.Id.ToString());
        using IDisposable store = RunStore.Use(_store);
        CancellationToken token = TestContext.Current.CancellationToken;
        PrefectRuntime.FlowRun.Id.ShouldBe(run.Id.ToString());
        PrefectRuntime.Deployment.FlowRunId.ShouldBe(run.Id.ToString());
        PrefectRuntime.FlowRun.Name.ShouldBe("crimson-owl");
        (await PrefectRuntime.FlowRun.GetNameAsync(token)).ShouldBe("crimson-owl");
        (await PrefectRuntime.FlowRun.GetFlowNameAsync(token)).ShouldBe("load");
        (await PrefectRuntime.FlowRun.GetParentFlowRunIdAsync(token)).ShouldBe(run.ParentFlowRunId.ToString());
        string? deployment = _store.FlowRuns[run.ParentFlowRunId.Value].DeploymentId.ToString();
        (await PrefectRuntime.FlowRun.GetParentDeploymentIdAsync(token)).ShouldBe(deployment);
        PrefectRuntime.FlowRun.ParentDeploymentId.ShouldBe(deployment);
        PrefectRuntime.FlowRun.ScheduledStartTime.ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void An_id_that_is_no_guid_is_given_and_read_nowhere()
    {
        Set("PREFECT__FLOW_RUN_ID", "nonsense");
        using IDisposable store = RunStore.Use(_store);
        PrefectRuntime.FlowRun.Id.ShouldBe("nonsense");
        PrefectRuntime.FlowRun.Name.ShouldBeNull();
        _store.Reads.ShouldBe(0);
    }

    [Fact]
    public void The_environment_overrides_with_the_attributes_type()
    {
        Set("PREFECT__RUNTIME__FLOW_RUN__RUN_COUNT", "7");
        Set("PREFECT__RUNTIME__FLOW_RUN__NAME", "other");
        Set("PREFECT__RUNTIME__FLOW_RUN__SCHEDULED_START_TIME", "2026-11-20T10:00:00+02:00");
        Set("PREFECT__RUNTIME__TASK_RUN__RUN_COUNT", "3");
        Set("PREFECT__RUNTIME__DEPLOYMENT__ID", "d-1");
        using IDisposable inside = StandIns.Flow().Enter();
        PrefectRuntime.FlowRun.RunCount.ShouldBe(7);
        PrefectRuntime.FlowRun.Get("run_count").ShouldBe(7);
        PrefectRuntime.FlowRun.Name.ShouldBe("other");
        PrefectRuntime.FlowRun.ScheduledStartTime.ShouldBe(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        PrefectRuntime.TaskRun.RunCount.ShouldBe(3);
        PrefectRuntime.Deployment.Id.ShouldBe("d-1");
    }

    [Fact]
    public void A_time_without_offset_is_utc_and_other_types_are_cast()
    {
        RuntimeOverride.Cast<DateTimeOffset>("V", "2026-11-20T10:00:00").ShouldBe(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        RuntimeOverride.Cast<bool>("V", "TRUE").ShouldBeTrue();
        RuntimeOverride.Cast<bool>("V", "1").ShouldBeFalse();
        RuntimeOverride.Cast<double>("V", "1.5").ShouldBe(1.5);
        Should.Throw<ArgumentException>(() => RuntimeOverride.Cast<int>("V", "many")).Message.ShouldContain("V is 'many'");
    }

    [Fact]
    public void Lists_and_dictionaries_cannot_be_overridden()
    {
        Set("PREFECT__RUNTIME__FLOW_RUN__TAGS", "a");
        Set("PREFECT__RUNTIME__TASK_RUN__PARAMETERS", "a");
        Should.Throw<ArgumentException>(() => PrefectRuntime.FlowRun.Tags);
        Should.Throw<ArgumentException>(() => PrefectRuntime.TaskRun.Parameters);
    }

    [Fact]
    public void An_unknown_attribute_comes_from_the_environment_or_not_at_all()
    {
        Should.Throw<ArgumentException>(() => PrefectRuntime.FlowRun.Get("colour")).Message.ShouldContain("PREFECT__RUNTIME__FLOW_RUN__COLOUR");
        Set("PREFECT__RUNTIME__FLOW_RUN__COLOUR", "red");
        PrefectRuntime.FlowRun.Get("colour").ShouldBe("red");
        Should.Throw<ArgumentException>(() => PrefectRuntime.FlowRun.Get(""));
    }

    [Fact]
    public void The_names_of_attributes_are_those_of_templates()
    {
        PrefectRuntime.FlowRun.AttributeNames.ShouldBe(
            ["api_url", "flow_name", "flow_version", "id", "job_variables", "name", "parameters", "parent_deployment_id", "parent_flow_run_id",
                "root_flow_run_id", "run_count", "scheduled_start_time", "tags", "ui_url"]);
        PrefectRuntime.TaskRun.AttributeNames.ShouldBe(["api_url", "id", "name", "parameters", "run_count", "tags", "task_name", "ui_url"]);
        PrefectRuntime.Deployment.AttributeNames.ShouldBe(["flow_run_id", "id", "name", "parameters", "version"]);
        foreach (string name in PrefectRuntime.FlowRun.AttributeNames)
        {
            Should.NotThrow(() => PrefectRuntime.FlowRun.Get(name));
        }
    }

    [Fact]
    public void Templates_reach_the_attributes()
    {
        using IDisposable inside = StandIns.Flow().Enter();
        RunNames.Render("{flow_run.flow_name}/{flow_run.name}", PrefectRuntime.Lookup).ShouldBe("load/crimson-owl");
    }

    [Fact]
    public void Nested_runs_see_the_deployment_of_the_outermost()
    {
        Dictionary<string, object?> given = new() { ["day"] = 1 };
        DeploymentContext deployment = new(Guid.NewGuid(), given);
        Set("PREFECT__DEPLOYMENT_NAME", "load/nightly");
        using (DeploymentContext.Enter(deployment))
        using (StandIns.Flow(store: _store).Enter())
        {
            PrefectRuntime.Deployment.Id.ShouldBe(deployment.Id.ToString());
            PrefectRuntime.Deployment.Parameters.ShouldBeSameAs(given);
            PrefectRuntime.Deployment.Name.ShouldBe("load/nightly");
        }
    }

    private void Set(string name, string value)
    {
        _set.Add(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}

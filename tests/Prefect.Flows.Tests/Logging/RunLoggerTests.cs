using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;
using static Prefect.Flows.RunLogger;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class RunLoggerTests
{
    [Fact]
    public void Outside_runs_there_is_no_run_logger() => Should.Throw<MissingContextException>(() => RunLogger.Current).Message.ShouldContain("RunLogger.Disable");

    [Fact]
    public void Inside_a_flow_it_is_the_flows_and_inside_its_task_the_tasks()
    {
        using LogsTo logs = new();
        FlowRunContext flow = StandIns.Flow();
        TaskRunContext task = StandIns.Task(flow);
        using (flow.Enter())
        {
            RunLogger.Current.LogInformation("in the flow");
            using (task.Enter())
            {
                GetRunLogger().LogInformation("in the task");
                RunLogger.For(flow).LogInformation("of the flow");
            }
        }

        logs.Log.Entries.Select(entry => (entry.Category, entry.Message)).ShouldBe(
            [("prefect.flow_runs", "in the flow"), ("prefect.task_runs", "in the task"), ("prefect.flow_runs", "of the flow")]);
    }

    [Fact]
    public void A_run_has_one_logger_and_a_copy_of_its_context_another()
    {
        FlowRunContext flow = StandIns.Flow();
        RunLogger.For(flow).ShouldBeSameAs(RunLogger.For(flow));
        RunLogger.For(flow with { }).ShouldNotBeSameAs(RunLogger.For(flow));
        (flow with { }).ShouldBe(flow);
    }

    [Fact]
    public void The_scope_of_a_flow_run_holds_its_names_and_id()
    {
        using LogsTo logs = new();
        FlowRunContext flow = StandIns.Flow();
        RunLogger.For(flow).LogWarning("Careful");
        logs.Log.Entries.Single().Scopes.ToDictionary().ShouldBe(
            new Dictionary<string, object?> { ["flow_run_name"] = "crimson-owl", ["flow_run_id"] = flow.FlowRun.Id.ToString(), ["flow_name"] = "load" }, ignoreOrder: true);
    }

    [Fact]
    public void The_scope_of_a_task_run_also_tells_its_flow()
    {
        using LogsTo logs = new();
        FlowRunContext flow = StandIns.Flow();
        TaskRunContext task = StandIns.Task(flow);
        using (flow.Enter())
        using (task.Enter())
        {
            RunLogger.Current.LogInformation("Counting");
        }

        logs.Log.Entries.Single().Scopes.ToDictionary().ShouldBe(
            new Dictionary<string, object?>
            {
                ["task_run_id"] = task.TaskRun.Id.ToString(),
                ["flow_run_id"] = flow.FlowRun.Id.ToString(),
                ["task_run_name"] = "count-1",
                ["task_name"] = "count",
                ["flow_run_name"] = "crimson-owl",
                ["flow_name"] = "load",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_task_outside_flows_has_the_same_keys()
    {
        using LogsTo logs = new();
        RunLogger.For(StandIns.Task(null)).LogInformation("Counting");
        logs.Log.Entries.Single().Scopes.ToDictionary().ShouldContainKeyAndValue("flow_run_id", null);
    }

    [Theory]
    [InlineData(true, "load/nightly")]
    [InlineData(false, null)]
    public void Only_the_outermost_run_of_a_deployment_tells_its_name(bool isOutermost, string? expected)
    {
        using LogsTo logs = new();
        FlowRun run = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch) { FlowName = "load", Name = "a", DeploymentId = Guid.NewGuid(), ParentFlowRunId = isOutermost ? null : Guid.NewGuid() };
        Environment.SetEnvironmentVariable("PREFECT__DEPLOYMENT_NAME", "load/nightly");
        try
        {
            RunLogger.For(StandIns.Flow(run)).LogInformation("Hello");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PREFECT__DEPLOYMENT_NAME", null);
        }

        logs.Log.Entries.Single().Scopes.ToDictionary().GetValueOrDefault("deployment_name").ShouldBe(expected);
    }

    [Fact]
    public void The_users_values_win_over_the_runs_and_stay_with_children()
    {
        using LogsTo logs = new();
        ILogger logger = GetRunLogger(StandIns.Flow(), new Dictionary<string, object?> { ["flow_name"] = "mine", ["shard"] = 7 });
        logger.GetChild("reader").LogInformation("Read");
        CapturedLogEntry entry = logs.Log.Entries.Single();
        entry.Category.ShouldBe("prefect.flow_runs.reader");
        entry.Scopes.Where(pair => pair.Key == "flow_name").Select(pair => pair.Value).ShouldBe(["mine"]);
        entry.Scopes.ShouldContain(pair => pair.Key == "shard" && Equals(pair.Value, 7));
    }

    [Fact]
    public void A_scope_of_the_user_wins_over_the_runs_while_it_lasts()
    {
        using LogsTo logs = new();
        ILogger logger = RunLogger.For(StandIns.Flow());
        using (logger.BeginScope(new Dictionary<string, object?> { ["flow_run_name"] = "mine" }))
        {
            logger.LogInformation("inside {Place}", "here");
        }

        logger.LogInformation("after");
        logs.Log.Entries[0].Scopes.Where(pair => pair.Key == "flow_run_name").Select(pair => pair.Value).ShouldBe(["mine"]);
        logs.Log.Entries[0].Values.ShouldContain(pair => pair.Key == "Place" && Equals(pair.Value, "here"));
        logs.Log.Entries[1].Scopes.Where(pair => pair.Key == "flow_run_name").Select(pair => pair.Value).ShouldBe(["crimson-owl"]);
    }

    [Fact]
    public void Another_logger_has_no_children() => Should.Throw<ArgumentException>(() => new CapturedLog().CreateLogger("a").GetChild("b"));

    [Fact]
    public void While_run_loggers_are_off_one_can_be_asked_for_anywhere_and_says_nothing()
    {
        using LogsTo logs = new();
        RecordedStore store = new();
        ILogger ofRun = RunLogger.For(StandIns.Flow(store: store));
        using (RunLogger.Disable())
        {
            using (RunLogger.Disable())
            {
            }

            RunLogger.Current.LogInformation("nobody hears this");
            ofRun.LogInformation("nor this");
        }

        Should.Throw<MissingContextException>(() => RunLogger.Current);
        ofRun.LogInformation("but this");
        logs.Log.Entries.Single().Message.ShouldBe("but this");
        store.Messages.ShouldBe(["but this"]);
    }

    [Fact]
    public void A_logger_disabled_by_name_is_silent_while_the_scope_lasts()
    {
        using LogsTo logs = new();
        RecordedStore store = new();
        ILogger logger = RunLogger.For(StandIns.Flow(store: store));
        using (PrefectLogging.Disable("prefect.flow_runs"))
        {
            logger.LogInformation("not this");
            logger.IsEnabled(LogLevel.Critical).ShouldBeFalse();
        }

        logger.LogInformation("this");
        logs.Log.Entries.Single().Message.ShouldBe("this");
        store.Messages.ShouldBe(["this"]);
    }

    [Fact]
    public void With_nobody_listening_no_level_is_enabled()
    {
        using IDisposable settings = Prefect.Client.PrefectSettings.Use(LogsTo.Settings());
        ILogger logger = RunLogger.For(StandIns.Flow(store: new RecordedStore { KeepsRuns = false }));
        logger.IsEnabled(LogLevel.Critical).ShouldBeFalse();
        logger.LogCritical("nothing happens");
    }
}

using Prefect.Blocks;
using Prefect.Client;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Runner;

/// <summary>A test that runs a scripted dbt in flows, with stores of its own.</summary>
public abstract class RunnerTest : IAsyncLifetime
{
    private readonly TemporaryDirectory _home = new();
    private readonly TemporaryStore _blocks = new();
    private EmbeddedRunStore _runs = null!;

    private protected ScriptedProject Project { get; } = new();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _runs = EmbeddedRunStore.Open(_home.Combine("runs.db"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _runs.DisposeAsync();
        await _blocks.DisposeAsync();
        Project.Dispose();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the body of a flow in these stores, and gives what came of it.</summary>
    private protected async Task<FlowOutcome<T>> InFlowAsync<T>(Func<Task<T>> body)
    {
        using IDisposable settings = PrefectSettings.Use(PrefectSettings.Load(new SettingsLoadOptions
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
            CurrentDirectory = _home.Path,
            UserDirectory = _home.Path,
            Overrides = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PREFECT_HOME"] = _home.Path },
        }));
        using IDisposable runs = RunStore.Use(_runs);
        using IDisposable blocks = BlockStore.Use(_blocks.Store);
        T? value = default;
        Exception? failure = null;
        Flow<Unit> flow = Flow.Define("dbt", async () =>
        {
            try
            {
                value = await body();
            }
            catch (Exception exception)
            {
                failure = exception;
                throw;
            }
        });
        return new FlowOutcome<T>(await flow.RunStateAsync(Cancellation), value, failure);
    }

    private protected Task<FlowOutcome<DbtInvocationResult>> InvokeAsync(PrefectDbtRunner runner, params string[] args) =>
        InFlowAsync(() => runner.InvokeAsync(args, cancellationToken: Cancellation));

    /// <summary>The task runs, the first first.</summary>
    private protected async Task<List<TaskRun>> TasksAsync()
    {
        await _runs.FlushAsync(Cancellation);
        List<TaskRun> found = [];
        await foreach (TaskRun run in _runs.ListTaskRunsAsync(new TaskRunFilter { TaskName = "execute_dbt_node" }, Cancellation))
        {
            found.Add(run);
        }

        found.Reverse();
        return found;
    }

    private protected async Task<Dictionary<string, TaskRun>> TasksByNameAsync() => (await TasksAsync()).ToDictionary(run => run.Name);

    /// <summary>The lines in the log of a task run, or of no task.</summary>
    private protected async Task<List<string>> LogAsync(Guid? taskRunId)
    {
        await _runs.FlushAsync(Cancellation);
        List<string> lines = [];
        await foreach (RunLog log in _runs.ReadLogsAsync(new RunLogFilter { TaskRunId = taskRunId }, Cancellation))
        {
            if (log.TaskRunId == taskRunId)
            {
                lines.Add(log.Message);
            }
        }

        return lines;
    }

    private protected async Task<List<PrefectEvent>> AssetEventsAsync()
    {
        List<PrefectEvent> events = [];
        await foreach (PrefectEvent occurrence in _runs.Events!.ListAsync(new EventFilter { Prefix = "prefect.asset" }, Cancellation))
        {
            events.Add(occurrence);
        }

        events.Reverse();
        return events;
    }
}

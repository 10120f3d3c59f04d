using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Flows.Tests;

/// <summary>A test that runs flows: with a home folder, a run store and settings of its own.</summary>
public abstract class FlowTest : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private readonly List<IDisposable> _scopes = [];

    private protected EmbeddedRunStore Store { get; private set; } = null!;

    private protected string Home => _folder.Path;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Settings of the test, by name.</summary>
    private protected virtual Dictionary<string, string?> Settings => [];

    public ValueTask InitializeAsync()
    {
        Store = EmbeddedRunStore.Open(Path.Combine(Home, "runs.db"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes store and settings the ambient ones; called by the test itself, since what is set elsewhere does not reach it.</summary>
    private protected void Begin(params (string Name, string? Value)[] settings)
    {
        Dictionary<string, string?> all = new(Settings) { ["PREFECT_HOME"] = Home };
        foreach ((string name, string? value) in settings)
        {
            all[name] = value;
        }

        _scopes.Add(PrefectSettings.Use(PrefectSettings.Load(new SettingsLoadOptions
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
            CurrentDirectory = Home,
            UserDirectory = Home,
            Overrides = all,
        })));
        _scopes.Add(RunStore.Use(Store));
    }

    /// <summary>Makes a clock the ambient one.</summary>
    private protected ManualClock BeginClock(bool jumps = true)
    {
        ManualClock clock = new() { JumpsToTimers = jumps };
        _scopes.Add(FlowClock.Use(clock));
        return clock;
    }

    private protected async Task<TaskRun> StoredTaskAsync(Guid id) => (await Store.FindTaskRunAsync(id, Token)).ShouldNotBeNull();

    private protected async Task<List<TaskRun>> StoredTasksAsync(string name)
    {
        await Store.FlushAsync(Token);
        List<TaskRun> runs = [];
        await foreach (TaskRun run in Store.ListTaskRunsAsync(new TaskRunFilter { TaskName = name }, Token))
        {
            runs.Add(run);
        }

        runs.Reverse();
        return runs;
    }

    private protected async Task<FlowRun> StoredFlowAsync(string name)
    {
        await foreach (FlowRun run in Store.ListFlowRunsAsync(new FlowRunFilter { FlowName = name }, Token))
        {
            return run;
        }

        throw new InvalidOperationException($"There is no run of '{name}'.");
    }

    private protected static string Names(Run run) => string.Join(" ", run.States.Select(state => state.Name));
}

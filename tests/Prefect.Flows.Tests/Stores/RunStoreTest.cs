using Prefect.Sqlite;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Stores;

/// <summary>A store in a folder of its own, and runs to keep in it.</summary>
public abstract class RunStoreTest : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly List<EmbeddedRunStore> _stores = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string File => Path.Combine(_folder.Path, "dotnet", "runs.db");

    protected EmbeddedRunStore Store => _stores.Count > 0 ? _stores[0] : Open();

    public async ValueTask DisposeAsync()
    {
        foreach (EmbeddedRunStore store in _stores)
        {
            await store.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static FlowRun NewFlowRun(string flow = "load", int retries = 0, Guid? parent = null, Guid? deployment = null)
    {
        DateTimeOffset now = FlowClock.Now;
        Guid id = Guid.CreateVersion7(now);
        return new FlowRun(id, now)
        {
            FlowName = flow,
            FlowVersion = "7",
            Name = "quiet-otter",
            Tags = ["a", "b"],
            Parameters = new Dictionary<string, object?> { ["folder"] = "in", ["count"] = 3 },
            ParentFlowRunId = parent,
            RootFlowRunId = parent ?? id,
            DeploymentId = deployment,
            Retries = retries,
            RetryDelay = TimeSpan.FromSeconds(5),
        };
    }

    internal static TaskRun NewTaskRun(Guid? flowRun, string task = "count")
    {
        DateTimeOffset now = FlowClock.Now;
        return new TaskRun(Guid.CreateVersion7(now), now) { FlowRunId = flowRun, TaskName = task, TaskKey = task + "-1234", Tags = ["t"] };
    }

    protected EmbeddedRunStore Open(TimeSpan? retention = null)
    {
        EmbeddedRunStore store = EmbeddedRunStore.Open(File, retention);
        _stores.Add(store);
        return store;
    }

    /// <summary>Does what an engine does: proposes a state and enters what comes back.</summary>
    internal static async Task<StateAnswer> StepAsync(IRunStore store, FlowRun run, State proposed, bool force = false)
    {
        StateAnswer answer = await store.ProposeAsync(run, proposed, force, Token);
        if (answer.Decision is StateDecision.Accept or StateDecision.Reject && answer.State is { } state && state.Id != run.State.Id)
        {
            run.Enter(state).ShouldBeSameAs(state);
        }

        return answer;
    }

    internal static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    internal async Task<string?> ScalarAsync(string sql) => await Store.Database.ReadAsync(database => database.Scalar(sql), Token);
}

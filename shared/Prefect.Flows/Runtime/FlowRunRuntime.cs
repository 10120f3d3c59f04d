using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>
/// Attributes of the innermost flow run. Where only the id is known, what else there is to know is read from the store: the
/// properties then block, and the methods do not.
/// </summary>
public sealed class FlowRunRuntime : RuntimeModule
{
    internal const string IdVariable = "PREFECT__FLOW_RUN_ID";

    internal FlowRunRuntime()
        : base("FLOW_RUN")
    {
        Attributes = new Dictionary<string, Func<object?>>(StringComparer.Ordinal)
        {
            ["api_url"] = () => ApiUrl,
            ["flow_name"] = () => FlowName,
            ["flow_version"] = () => FlowVersion,
            ["id"] = () => Id,
            ["job_variables"] = () => JobVariables,
            ["name"] = () => Name,
            ["parameters"] = () => Parameters,
            ["parent_deployment_id"] = () => ParentDeploymentId,
            ["parent_flow_run_id"] = () => ParentFlowRunId,
            ["root_flow_run_id"] = () => RootFlowRunId,
            ["run_count"] = () => RunCount,
            ["scheduled_start_time"] = () => ScheduledStartTime,
            ["tags"] = () => Tags,
            ["ui_url"] = () => UiUrl,
        };
    }

    /// <summary>Id of the run.</summary>
    public string? Id => Text("id", () => KnownId?.ToString() ?? (Environment.GetEnvironmentVariable(IdVariable) is { Length: > 0 } id ? id : null));

    /// <summary>Name of the run.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? Name => Text("name", () => Read(run => run?.Name));

    /// <summary>Name of the flow.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? FlowName => Text("flow_name", () => Read(run => run?.FlowName));

    /// <summary>Version of the flow.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? FlowVersion => Text("flow_version", () => Read(run => run?.FlowVersion));

    /// <summary>Labels of the run; empty outside runs.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public IReadOnlyList<string> Tags => Plain("tags", run => run?.Tags ?? []);

    /// <summary>What the flow was called with: the values themselves, or JSON when read from the store; empty outside runs.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public IReadOnlyDictionary<string, object?> Parameters
    {
        get
        {
            ThrowIfOverridden("parameters");
            return Ambient.Current.Flow?.Parameters ?? Read(run => run?.Parameters ?? Flows.FlowRun.EmptyParameters);
        }
    }

    /// <summary>When the run was to begin, UTC; now outside runs.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public DateTimeOffset ScheduledStartTime => IsOverridden("scheduled_start_time", out string text)
        ? Cast<DateTimeOffset>("scheduled_start_time", text)
        : Read(run => run?.ExpectedStartTime.ToUniversalTime() ?? FlowClock.Now);

    /// <summary>How often the run has begun; 0 outside runs.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public int RunCount => IsOverridden("run_count", out string text) ? Cast<int>("run_count", text) : Read(run => run?.RunCount ?? 0);

    /// <summary>Id of the run that called this one.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? ParentFlowRunId => Text("parent_flow_run_id", () => Read(run => run?.ParentFlowRunId?.ToString()));

    /// <summary>Id of the deployment that the run which called this one runs for.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? ParentDeploymentId => Text("parent_deployment_id", () => IsInside && Ambient.Current.Flow!.FlowRun.ParentFlowRunId is null
        ? null
        : Sync.Run(() => GetParentDeploymentIdAsync().AsTask()));

    /// <summary>Id of the outermost run: this one's own when nothing called it.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? RootFlowRunId => Text("root_flow_run_id", () => Read(Root));

    /// <summary>Address of the run in the API; null without an API.</summary>
    public string? ApiUrl => Text("api_url", () => Address(PrefectSettings.Current.Api.Url));

    /// <summary>Address of the run's page; null without a web interface.</summary>
    public string? UiUrl => Text("ui_url", () => Address(PrefectSettings.Current.UiUrl));

    /// <summary>Settings of the infrastructure that the run is on.</summary>
    public IReadOnlyDictionary<string, object?>? JobVariables
    {
        get
        {
            ThrowIfOverridden("job_variables");
            return Ambient.Current.Flow?.FlowRun.JobVariables;
        }
    }

    private protected override IReadOnlyDictionary<string, Func<object?>> Attributes { get; }

    private static bool IsInside => Ambient.Current.Flow is not null;

    private static Guid? KnownId => Ambient.Current is { Flow: { } flow } ? flow.FlowRun.Id : Ambient.Current.Task?.TaskRun.FlowRunId;

    /// <summary>Gives the name of the run.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetNameAsync(CancellationToken cancellationToken = default) =>
        TextAsync("name", async () => (await FindAsync(cancellationToken).ConfigureAwait(false))?.Name);

    /// <summary>Gives the name of the flow.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetFlowNameAsync(CancellationToken cancellationToken = default) =>
        TextAsync("flow_name", async () => (await FindAsync(cancellationToken).ConfigureAwait(false))?.FlowName);

    /// <summary>Gives the version of the flow.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetFlowVersionAsync(CancellationToken cancellationToken = default) =>
        TextAsync("flow_version", async () => (await FindAsync(cancellationToken).ConfigureAwait(false))?.FlowVersion);

    /// <summary>Gives the labels of the run; empty outside runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public async ValueTask<IReadOnlyList<string>> GetTagsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOverridden("tags");
        return (await FindAsync(cancellationToken).ConfigureAwait(false))?.Tags ?? [];
    }

    /// <summary>Gives what the flow was called with: the values themselves, or JSON when read from the store; empty outside runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public async ValueTask<IReadOnlyDictionary<string, object?>> GetParametersAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOverridden("parameters");
        return Ambient.Current.Flow?.Parameters
            ?? (await FindAsync(cancellationToken).ConfigureAwait(false))?.Parameters
            ?? Flows.FlowRun.EmptyParameters;
    }

    /// <summary>Gives when the run was to begin, UTC; now outside runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public async ValueTask<DateTimeOffset> GetScheduledStartTimeAsync(CancellationToken cancellationToken = default) =>
        IsOverridden("scheduled_start_time", out string text)
            ? Cast<DateTimeOffset>("scheduled_start_time", text)
            : (await FindAsync(cancellationToken).ConfigureAwait(false))?.ExpectedStartTime.ToUniversalTime() ?? FlowClock.Now;

    /// <summary>Gives how often the run has begun; 0 outside runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public async ValueTask<int> GetRunCountAsync(CancellationToken cancellationToken = default) =>
        IsOverridden("run_count", out string text)
            ? Cast<int>("run_count", text)
            : (await FindAsync(cancellationToken).ConfigureAwait(false))?.RunCount ?? 0;

    /// <summary>Gives the id of the run that called this one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetParentFlowRunIdAsync(CancellationToken cancellationToken = default) =>
        TextAsync("parent_flow_run_id", async () => (await FindAsync(cancellationToken).ConfigureAwait(false))?.ParentFlowRunId?.ToString());

    /// <summary>Gives the id of the deployment that the run which called this one runs for.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetParentDeploymentIdAsync(CancellationToken cancellationToken = default) =>
        TextAsync("parent_deployment_id", async () =>
        {
            FlowRun? run = await FindAsync(cancellationToken).ConfigureAwait(false);
            return run?.ParentFlowRunId is { } parent
                ? (await Store.FindFlowRunAsync(parent, cancellationToken).ConfigureAwait(false))?.DeploymentId?.ToString()
                : null;
        });

    /// <summary>Gives the id of the outermost run: this one's own when nothing called it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetRootFlowRunIdAsync(CancellationToken cancellationToken = default) =>
        TextAsync("root_flow_run_id", async () => Root(await FindAsync(cancellationToken).ConfigureAwait(false)));

    /// <summary>The run: the one here, else the one whose id is known.</summary>
    internal static async ValueTask<FlowRun?> FindAsync(CancellationToken cancellationToken)
    {
        if (Ambient.Current.Flow is { } flow)
        {
            return flow.FlowRun;
        }

        bool isKnown = KnownId is not null || Guid.TryParse(Environment.GetEnvironmentVariable(IdVariable), out _);
        return isKnown
            ? await Store.FindFlowRunAsync(KnownId ?? Guid.Parse(Environment.GetEnvironmentVariable(IdVariable)!), cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Reads what is in the context at once, and waits only for the store.</summary>
    internal static T Read<T>(Func<FlowRun?, T> get)
    {
        bool needsStore = !IsInside && (KnownId is not null || Environment.GetEnvironmentVariable(IdVariable) is { Length: > 0 });
        return get(needsStore ? Sync.Run(() => FindAsync(CancellationToken.None).AsTask()) : Ambient.Current.Flow?.FlowRun);
    }

    private static IRunStore Store => RunContext.Current?.ReportedTo ?? RunStore.Current;

    private static string? Root(FlowRun? run) => run is null ? null : (run.RootFlowRunId == Guid.Empty ? run.Id : run.RootFlowRunId).ToString();

    private T Plain<T>(string name, Func<FlowRun?, T> get)
    {
        ThrowIfOverridden(name);
        return Read(get);
    }

    private string? Address(string? site) => site is not null && Id is { } id ? $"{site}/flow-runs/flow-run/{id}" : null;
}

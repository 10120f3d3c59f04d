namespace Prefect.Client;

/// <summary>
/// The API of a Prefect server or of Prefect Cloud, in groups by what they are about. Safe to use from many threads, and meant to be
/// kept: it holds no connection of its own, and all with the same settings share one pool.
/// </summary>
/// <remarks>
/// Each call is tried again where that may help: <c>PREFECT_CLIENT_MAX_RETRIES</c> times after a status of 408, 429, 502 or 503 (and those in
/// <c>PREFECT_CLIENT_RETRY_EXTRA_CODES</c>), a broken connection, or no answer within <c>PREFECT_API_REQUEST_TIMEOUT</c>; after a refused
/// connection only if the server was reached before. It waits as long as <c>Retry-After</c> says, or 2, 4, 8 … seconds.
/// </remarks>
/// <example>
/// <code>
/// PrefectApi api = PrefectApi.For(PrefectSettings.Current);
/// ApiFlowRun run = await api.FlowRuns.ReadAsync(id);
/// SetStateResult answer = await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Cancelling));
/// </code>
/// </example>
public sealed class PrefectApi
{
    private readonly ApiCalls _calls;

    /// <summary>Makes a client with a memory of its own for tokens and versions. Its connections are shared.</summary>
    /// <param name="settings">Where the server is and how to sign in.</param>
    /// <param name="options">Clock, logger and limits.</param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is <see langword="null"/>.</exception>
    /// <exception cref="SettingsException">There is no address, or the settings cannot be used to reach it.</exception>
    public PrefectApi(PrefectSettings settings, PrefectApiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _calls = new ApiCalls(new ApiTransport(settings, options ?? new PrefectApiOptions()));
        Admin = new AdminApi(_calls, settings.Client.ServerVersionCheckEnabled && !settings.IsCloud);
        Flows = new FlowsApi(_calls);
        FlowRuns = new FlowRunsApi(_calls);
        TaskRuns = new TaskRunsApi(_calls);
        Variables = new VariablesApi(_calls);
        Artifacts = new ArtifactsApi(_calls);
        BlockTypes = new BlockTypesApi(_calls);
        BlockSchemas = new BlockSchemasApi(_calls);
        BlockDocuments = new BlockDocumentsApi(_calls);
        Concurrency = new ConcurrencyApi(_calls);
        Logs = new LogsApi(_calls);
        Events = new EventsApi(_calls);
    }

    /// <summary>Address of the API, without user and password.</summary>
    public string Address => _calls.Transport.Address.Shown;

    /// <summary>Whether the server is there, and which one it is.</summary>
    public AdminApi Admin { get; }

    /// <summary>Runs of flows and their states.</summary>
    public FlowRunsApi FlowRuns { get; }

    /// <summary>What runs write.</summary>
    public LogsApi Logs { get; }

    /// <summary>What happened.</summary>
    public EventsApi Events { get; }

    /// <summary>Flows.</summary>
    public FlowsApi Flows { get; }

    /// <summary>Runs of tasks.</summary>
    public TaskRunsApi TaskRuns { get; }

    /// <summary>Small values that flows share.</summary>
    public VariablesApi Variables { get; }

    /// <summary>What runs leave for people to look at.</summary>
    public ArtifactsApi Artifacts { get; }

    /// <summary>Types of blocks.</summary>
    public BlockTypesApi BlockTypes { get; }

    /// <summary>Schemas of the types of blocks.</summary>
    public BlockSchemasApi BlockSchemas { get; }

    /// <summary>Saved blocks.</summary>
    public BlockDocumentsApi BlockDocuments { get; }

    /// <summary>Limits on what goes on at once.</summary>
    public ConcurrencyApi Concurrency { get; }

    /// <summary>Gives the client of some settings: always the same one for one snapshot of settings.</summary>
    /// <param name="settings">Where the server is and how to sign in.</param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is <see langword="null"/>.</exception>
    /// <exception cref="SettingsException">There is no address, or the settings cannot be used to reach it.</exception>
    public static PrefectApi For(PrefectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.SharedApi;
    }
}

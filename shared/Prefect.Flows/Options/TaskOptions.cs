namespace Prefect.Flows;

/// <summary>How a task is run.</summary>
public sealed record TaskOptions : RunOptions
{
    /// <summary>Identifies the task across processes. Default: its name and eight digits of the hash of its source.</summary>
    public string? TaskKey { get; init; }

    /// <summary>Labels of every run, beside those of <see cref="Flows.Tags.Add"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// Spreads repetitions of many runs: each delay is drawn around the one given, and is at most that times one plus this factor.
    /// 0 or more. Default: no spread.
    /// </summary>
    public double? RetryJitterFactor { get; init; }

    /// <summary>Decides whether a failure is repeated. Default: every one is.</summary>
    public RetryCondition? RetryCondition { get; init; }

    /// <summary>
    /// What the key of a cached result is made of. Default: <see cref="CachePolicy.Default"/>, unless results are not kept or the
    /// settings say otherwise.
    /// </summary>
    public CachePolicy? CachePolicy { get; init; }

    /// <summary>Makes the key of a cached result; wins over <see cref="CachePolicy"/>.</summary>
    public CacheKeyFunction? CacheKeyFunction { get; init; }

    /// <summary>How long a cached result is used; more than zero. Default: for ever.</summary>
    public TimeSpan? CacheExpiration { get; init; }

    /// <summary>Whether a cached result is ignored and renewed. Default: what the settings say.</summary>
    public bool? RefreshCache { get; init; }

    /// <summary>
    /// Template of the key that the result is kept under, as in <c>totals-{parameters[date]}.json</c> or
    /// <c>{flow_run.flow_name}/{task_run.name}</c>. Default: the cache key, or a random one.
    /// </summary>
    public string? ResultStorageKey { get; init; }

    /// <summary>Called when a run has ended well.</summary>
    public IReadOnlyList<TaskHook> OnCompletion { get; init; } = [];

    /// <summary>Called when a run has failed for good.</summary>
    public IReadOnlyList<TaskHook> OnFailure { get; init; } = [];

    /// <summary>Called each time that a run begins to execute the body.</summary>
    public IReadOnlyList<TaskHook> OnRunning { get; init; } = [];

    /// <summary>Called when the run's transaction is committed.</summary>
    public IReadOnlyList<TransactionHook> OnCommit { get; init; } = [];

    /// <summary>Called when the run had ended well and its transaction is rolled back.</summary>
    public IReadOnlyList<TransactionHook> OnRollback { get; init; } = [];

    /// <summary>Assets that the task uses beside those of the runs it depends on.</summary>
    public IReadOnlyList<Asset> AssetDependencies { get; init; } = [];

    /// <summary>Assets that every run makes or changes; see <see cref="AssetTasks.Materializing{TTask}(TTask, IReadOnlyList{Asset}, string)"/>.</summary>
    public IReadOnlyList<Asset> Materializes { get; init; } = [];

    /// <summary>What makes them, where that is not the task itself, as in <c>dbt</c>.</summary>
    public string? MaterializedBy { get; init; }

    /// <summary>What a call gives while a flow is drawn instead of run.</summary>
    public object? VisualizationValue { get; init; }
}

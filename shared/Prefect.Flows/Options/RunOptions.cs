namespace Prefect.Flows;

/// <summary>What can be said about flows and about tasks.</summary>
public abstract record RunOptions
{
    private protected RunOptions()
    {
    }

    /// <summary>Name of the flow or task, instead of the one that it was defined with.</summary>
    public string? Name { get; init; }

    /// <summary>Says what it does. Default: the summary of the method, where <c>[Flow]</c> or <c>[FlowTask]</c> stands on one.</summary>
    public string? Description { get; init; }

    /// <summary>Version of the definition. Default: for a flow the version id of the module that it is compiled into, for a task none.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// Template of the names of runs, as in <c>load-{folder}</c>, <c>{date:yyyy-MM-dd}</c>, <c>{order.Id}</c> or <c>{map[key]}</c>.
    /// </summary>
    public string? RunName { get; init; }

    /// <summary>Makes the names of runs; instead of <see cref="RunName"/>.</summary>
    public RunNameFunction? RunNameFunction { get; init; }

    /// <summary>How often a failed run is repeated: 0 or more. Default: what the settings say.</summary>
    public int? Retries { get; init; }

    /// <summary>How long to wait before each repetition. Default: what the settings say.</summary>
    public RetryDelay? RetryDelay { get; init; }

    /// <summary>
    /// How long one attempt may take; more than zero. When the time is over the token of the body is cancelled and the attempt
    /// fails with the state <c>TimedOut</c>; a body that goes on all the same is no longer listened to. Default: no limit.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether what the body prints to the console is logged. Default: as in the calling flow, else what the settings say.</summary>
    public bool? LogPrints { get; init; }

    /// <summary>Whether results are kept. Default: when a storage or serializer is given; else as in the calling flow or the settings.</summary>
    public bool? PersistResult { get; init; }

    /// <summary>Where results are kept. Default: as in the calling flow, else what the settings say.</summary>
    public ResultStorage? ResultStorage { get; init; }

    /// <summary>How results are written. Default: as in the calling flow, else what the settings say.</summary>
    public ResultSerializer? ResultSerializer { get; init; }

    /// <summary>Whether a kept result also stays in memory. Default: yes.</summary>
    public bool CacheResultInMemory { get; init; } = true;
}

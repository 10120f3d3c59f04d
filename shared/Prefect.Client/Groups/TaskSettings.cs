namespace Prefect.Client;

/// <summary>What tasks start with.</summary>
public sealed class TaskSettings
{
    internal TaskSettings(SettingReader read)
    {
        RefreshCache = read.Switch("tasks.refresh_cache");
        DefaultNoCache = read.Switch("tasks.default_no_cache");
        DisableCaching = read.Switch("tasks.disable_caching");
        DefaultRetries = read.Whole("tasks.default_retries");
        DefaultRetryDelaySeconds = read.Numbers("tasks.default_retry_delay_seconds");
        DefaultPersistResult = read.OptionalSwitch("tasks.default_persist_result");
        ThreadPoolMaxWorkers = read.OptionalWhole("tasks.runner.thread_pool_max_workers");
        ProcessPoolMaxWorkers = read.OptionalWhole("tasks.runner.process_pool_max_workers");
        SchedulingDefaultStorageBlock = read.Text("tasks.scheduling.default_storage_block");
        DeleteFailedSubmissions = read.Switch("tasks.scheduling.delete_failed_submissions");
    }

    /// <summary>Whether every task runs and renews its cached result. Off by default.</summary>
    public bool RefreshCache { get; }

    /// <summary>Whether nothing is cached unless a task says otherwise. Off by default.</summary>
    public bool DefaultNoCache { get; }

    /// <summary>Whether nothing is cached, whatever a task says. Off by default.</summary>
    public bool DisableCaching { get; }

    /// <summary>How often a failed task is repeated: 0 or more, 0 by default.</summary>
    public int DefaultRetries { get; }

    /// <summary>Seconds before each repetition; the last one holds for all that follow. 0 by default.</summary>
    public IReadOnlyList<double> DefaultRetryDelaySeconds { get; }

    /// <summary>Whether results are kept; <see langword="null"/>, the default, leaves that to the flow.</summary>
    public bool? DefaultPersistResult { get; }

    /// <summary>Most tasks that run at once in one flow: 1 or more; <see langword="null"/>, the default, for no limit.</summary>
    public int? ThreadPoolMaxWorkers { get; }

    /// <summary>Most processes that run tasks at once in one flow: 1 or more; <see langword="null"/>, the default, for one for each processor.</summary>
    public int? ProcessPoolMaxWorkers { get; }

    /// <summary>Block, as <c>type-slug/name</c>, that keeps the parameters of background tasks, or <see langword="null"/>.</summary>
    public string? SchedulingDefaultStorageBlock { get; }

    /// <summary>Whether the run of a background task that could not be submitted is deleted. On by default.</summary>
    public bool DeleteFailedSubmissions { get; }
}

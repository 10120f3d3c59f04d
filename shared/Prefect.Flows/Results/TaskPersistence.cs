using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>What options, the surrounding run and the settings say together about keeping the results of a task.</summary>
internal sealed class TaskPersistence
{
    private readonly PrefectSettings _settings;
    private readonly bool? _inherited;
    private StoreOfRun? _store;

    private TaskPersistence(FlowTask task, PrefectSettings settings, bool? inherited)
    {
        _settings = settings;
        _inherited = inherited;
        TaskOptions options = task.Options;
        bool hasCustomPolicy = options.CachePolicy is { IsNone: false };
        bool isAskedFor = hasCustomPolicy || options.CacheKeyFunction is not null || options.ResultStorageKey is not null
            || options.ResultStorage is not null || options.ResultSerializer is not null;
        Persist = options.PersistResult ?? (isAskedFor ? true : settings.Tasks.DefaultPersistResult ?? inherited ?? settings.Results.PersistByDefault);
        Overwrite = options.RefreshCache ?? settings.Tasks.RefreshCache;
        Policy = ChoosePolicy(task, settings);
    }

    /// <summary>Whether results are kept.</summary>
    public bool Persist { get; }

    /// <summary>Whether a record that is there is ignored.</summary>
    public bool Overwrite { get; }

    /// <summary>What keys are made of; null when the option <see cref="TaskOptions.ResultStorageKey"/> says it.</summary>
    public CachePolicy? Policy { get; }

    /// <summary>Gives the decision; the last one of the task as long as nothing it depends on is different.</summary>
    public static TaskPersistence For(FlowTask task)
    {
        PrefectSettings settings = PrefectSettings.Current;
        bool? inherited = RunContext.Current?.PersistResult;
        TaskPersistence? last = task.Persistence;
        return last is not null && ReferenceEquals(last._settings, settings) && last._inherited == inherited
            ? last
            : task.Persistence = new TaskPersistence(task, settings, inherited);
    }

    /// <summary>The store of the task's results.</summary>
    public ResultStore Store(FlowTask task)
    {
        ResultStore outer = ResultStore.Current;
        ILockManager? locks = Policy?.LockManager ?? Transaction.Current?.Store?.LockManager ?? outer.LockManager;
        if (_store is { } last && ReferenceEquals(last.Outer, outer) && ReferenceEquals(last.Store.LockManager, locks))
        {
            return last.Store;
        }

        TaskOptions options = task.Options;
        ResultStore store = outer with
        {
            Storage = options.ResultStorage ?? outer.Storage ?? ResultStorage.Default(_settings),
            Serializer = options.ResultSerializer ?? outer.Serializer,
            CacheInMemory = options.CacheResultInMemory,
            LockManager = locks,
            MetadataStorage = Policy?.KeyStorage ?? (ResultStorage.None.Equals(outer.MetadataStorage) ? null : outer.MetadataStorage),
        };
        _store = new StoreOfRun(outer, store);
        return store;
    }

    /// <summary>
    /// Gives the key of a run's result: by the cache policy or the template, else a random one. Null when a value that belongs to
    /// the key cannot be hashed, which is logged; nothing is kept then.
    /// </summary>
    public ValueTask<string?> KeyAsync(TaskRunContext context, IReadOnlyDictionary<string, object?> parameters)
    {
        if (!Persist)
        {
            return default;
        }

        try
        {
            string? key = context.Task.Options.ResultStorageKey is { } template
                ? ResultKeyTemplate.Render(template, parameters)
                : Policy?.ComputeKey(context, parameters, Ambient.Current.Flow?.Parameters);
            return ValueTask.FromResult<string?>(string.IsNullOrEmpty(key) ? Guid.NewGuid().ToString("N") : key);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            CachingLog.KeyFailed(RunLogger.For(context), failure, context.TaskRun.Name);
            return default;
        }
    }

    /// <summary>When a result that is kept now stops being used.</summary>
    public static DateTimeOffset? Expiration(FlowTask task) => LockArguments.Deadline(task.Options.CacheExpiration);

    private static CachePolicy? ChoosePolicy(FlowTask task, PrefectSettings settings)
    {
        TaskOptions options = task.Options;
        ILogger logger = TransactionLogger.Current;
        if (settings.Tasks.DisableCaching)
        {
            return CachePolicy.None;
        }

        if (options.PersistResult == false)
        {
            if (options.CachePolicy is { IsNone: false } || options.CacheKeyFunction is not null)
            {
                CachingLog.CachingWithoutPersistence(logger, task.Name);
            }

            return CachePolicy.None;
        }

        if (options.ResultStorageKey is not null)
        {
            return null;
        }

        if (options.CacheKeyFunction is { } function)
        {
            if (options.CachePolicy is not null)
            {
                CachingLog.KeyFunctionWins(logger, task.Name);
            }

            return CachePolicy.From(function);
        }

        return options.CachePolicy ?? (settings.Tasks.DefaultNoCache ? CachePolicy.None : CachePolicy.Default);
    }

    private sealed record StoreOfRun(ResultStore Outer, ResultStore Store);
}

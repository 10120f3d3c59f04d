namespace Prefect.Flows;

/// <summary>What the options of a task must keep to.</summary>
internal static class TaskOptionRules
{
    public static TaskOptions Check(TaskOptions options, Definition definition)
    {
        RunOptionRules.Check(options, definition);
        RunOptionRules.CheckHooks(options.OnRunning, nameof(options.OnRunning));
        RunOptionRules.CheckHooks(options.OnCompletion, nameof(options.OnCompletion));
        RunOptionRules.CheckHooks(options.OnFailure, nameof(options.OnFailure));
        RunOptionRules.CheckHooks(options.OnCommit, nameof(options.OnCommit));
        RunOptionRules.CheckHooks(options.OnRollback, nameof(options.OnRollback));
        if (options.RetryJitterFactor is { } factor && !(double.IsFinite(factor) && factor >= 0))
        {
            throw new ArgumentException($"The retry jitter factor is {factor}. It must be a number, 0 or more.", nameof(options));
        }

        if (options.CacheExpiration is { } expiration && expiration <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The cache expiration is {expiration}. It must be more than zero; leave it out to cache for ever.", nameof(options));
        }

        foreach (string tag in options.Tags)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tag, nameof(options));
        }

        return options;
    }
}

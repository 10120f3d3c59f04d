namespace Prefect.Flows;

/// <summary>A ready-made function for keys of cached results.</summary>
public static class TaskInputHash
{
    /// <summary>Gives a hash of the task, its source text and the arguments: the same in every process. Fits <see cref="TaskOptions.CacheKeyFunction"/>.</summary>
    /// <param name="context">The run.</param>
    /// <param name="parameters">The resolved arguments by parameter.</param>
    /// <exception cref="HashException">An argument cannot be hashed.</exception>
    public static string? Compute(TaskRunContext context, IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(parameters);
        return ValueHash.Of(context.Task.Key, context.Task.SourceHash, parameters);
    }
}

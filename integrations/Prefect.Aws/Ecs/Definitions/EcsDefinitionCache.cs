using System.Collections.Concurrent;

namespace Prefect.Aws;

/// <summary>The task definitions that this process used last, by whose they are.</summary>
internal sealed class EcsDefinitionCache
{
    private static readonly ConcurrentDictionary<string, EcsDefinitionCache> s_all = new(StringComparer.Ordinal);

    /// <summary>Held while a definition is looked for, so that runs that begin together register one and not each their own.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>ARN of the definition that was used last; null when there is none.</summary>
    public string? Arn { get; set; }

    public static EcsDefinitionCache Of(string key) => s_all.GetOrAdd(key, _ => new EcsDefinitionCache());
}

using System.Collections.Concurrent;

namespace Prefect.Aws;

/// <summary>The task definitions that this process used last, by whose they are.</summary>
internal static class EcsDefinitionCache
{
    private static readonly ConcurrentDictionary<string, string> s_arns = new(StringComparer.Ordinal);

    public static string? Find(string key) => s_arns.GetValueOrDefault(key);

    public static void Remember(string key, string arn) => s_arns[key] = arn;

    public static void Forget(string key, string arn) => s_arns.TryRemove(new KeyValuePair<string, string>(key, arn));
}

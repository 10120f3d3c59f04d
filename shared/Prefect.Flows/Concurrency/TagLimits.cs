using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The limits that hold for task runs with certain tags: those named <c>tag:</c> and the tag.</summary>
internal static class TagLimits
{
    public const string Prefix = "tag:";
    private static readonly ConditionalWeakTable<IConcurrencyLimitStore, TagLimitCache> s_caches = [];

    private static readonly ConcurrencyOptions s_options = new() { LeaseDuration = TimeSpan.FromSeconds(60) };

    /// <summary>Waits until a task run may execute. Without tags, or limits on them, that is at once, and nothing is allocated.</summary>
    /// <returns>Gives the slots back when disposed; null when none are needed.</returns>
    public static ValueTask<IAsyncDisposable?> AcquireAsync(TaskRunContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> tags = context.TaskRun.Tags;
        if (tags.Count == 0)
        {
            return default;
        }

        TagLimitCache cache = s_caches.GetValue(context.Store.ConcurrencyLimits, static limits => new TagLimitCache(limits));
        return cache.Fresh is { } known
            ? AcquireAsync(context, tags, known, cancellationToken)
            : ReadFirstAsync(cache, context, tags, cancellationToken);
    }

    private static async ValueTask<IAsyncDisposable?> ReadFirstAsync(
        TagLimitCache cache, TaskRunContext context, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        FrozenSet<string> known = await cache.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await AcquireAsync(context, tags, known, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<IAsyncDisposable?> AcquireAsync(
        TaskRunContext context, IReadOnlyList<string> tags, FrozenSet<string> known, CancellationToken cancellationToken)
    {
        if (known.Count == 0)
        {
            return default;
        }

        List<string>? names = null;
        for (int index = 0; index < tags.Count; index++)
        {
            if (known.Contains(tags[index]))
            {
                (names ??= []).Add(Prefix + tags[index]);
            }
        }

        return names is null ? default : HoldAsync(context, names, cancellationToken);
    }

    private static async ValueTask<IAsyncDisposable?> HoldAsync(TaskRunContext context, List<string> names, CancellationToken cancellationToken)
    {
        ConcurrencyOptions options = s_options with { Holder = new ConcurrencyHolder(ConcurrencyHolder.TaskRun, context.TaskRun.Id) };
        ConcurrencySlots slots = await SlotRequests.HoldAsync(context.Store, names, 1, options, cancellationToken).ConfigureAwait(false);
        return slots == ConcurrencySlots.None ? null : slots;
    }
}

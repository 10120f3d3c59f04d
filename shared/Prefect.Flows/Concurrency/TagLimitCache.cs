using System.Collections.Frozen;

namespace Prefect.Flows;

/// <summary>The tags that a store has limits for, read at most once in five seconds, however many ask.</summary>
internal sealed class TagLimitCache(IConcurrencyLimitStore limits)
{
    private static readonly TimeSpan s_lasts = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private volatile Known? _known;
    private Task<FrozenSet<string>>? _reading;

    /// <summary>The tags; null when they have to be read anew.</summary>
    public FrozenSet<string>? Fresh => _known is { } known && known.IsFresh ? known.Tags : null;

    public Task<FrozenSet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        Task<FrozenSet<string>> reading;
        lock (_gate)
        {
            if (Fresh is { } tags)
            {
                return Task.FromResult(tags);
            }

            reading = _reading is { IsCompleted: false } ? _reading : _reading = ReadAsync();
        }

        return reading.WaitAsync(cancellationToken);
    }

    private async Task<FrozenSet<string>> ReadAsync()
    {
        HashSet<string> tags = new(StringComparer.Ordinal);
        await foreach (ConcurrencyLimit limit in limits.ListAsync(TagLimits.Prefix, CancellationToken.None).ConfigureAwait(false))
        {
            tags.Add(limit.Name[TagLimits.Prefix.Length..]);
        }

        Known known = new(tags.ToFrozenSet(StringComparer.Ordinal), FlowClock.Current);
        _known = known;
        return known.Tags;
    }

    private sealed class Known(FrozenSet<string> tags, TimeProvider clock)
    {
        private readonly long _since = clock.GetTimestamp();

        public FrozenSet<string> Tags { get; } = tags;

        public bool IsFresh => clock.GetElapsedTime(_since) < s_lasts;
    }
}

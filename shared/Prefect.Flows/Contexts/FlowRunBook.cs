using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>What a flow run keeps count of while its body executes. Shared by all copies of its context.</summary>
internal sealed class FlowRunBook
{
    private const int MostTrackedResults = 10_000;
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, object> _results = [];
    private readonly ConcurrentDictionary<string, State> _children = new(StringComparer.Ordinal);
    private int _tracked;
    private int _pauses;
    private ConcurrentDictionary<Guid, IReadOnlyList<Asset>>? _assets;
    private volatile State? _interruption;

    /// <summary>The suspension or cancellation that somebody asked for, once they have.</summary>
    public State? Interruption
    {
        get => _interruption;
        set => _interruption = value;
    }

    /// <summary>Why the run is ended from outside, once it is.</summary>
    public RunCancellation? Cancellation { get; set; }

    /// <summary>Whether any object is remembered.</summary>
    public bool HasTracked => Volatile.Read(ref _tracked) > 0;

    /// <summary>Begins to count anew for another attempt, in which completed children are not run again.</summary>
    public void BeginAttempt()
    {
        _calls.Clear();
        Interlocked.Exchange(ref _pauses, 0);
    }

    /// <summary>Gives the state of a child that completed in an earlier attempt.</summary>
    public State? FindCompletedChild(string key) => _children.GetValueOrDefault(key);

    /// <summary>Remembers a child that completed.</summary>
    public void RememberChild(string key, State state) => _children[key] = state;

    /// <summary>Gives the number of a call of a child flow, from 0, so that a repeated parent finds its children again.</summary>
    public int NextCall(string key) => _calls.AddOrUpdate(key, 0, static (_, count) => count + 1);

    /// <summary>Gives the number of a pause, from 1.</summary>
    public int NextPause() => Interlocked.Increment(ref _pauses);

    /// <summary>
    /// Remembers which run an object came from, for as long as the object lives. Only the first ten thousand are: each costs the
    /// garbage collector, and nobody reads a larger graph.
    /// </summary>
    public void Track(object? result, RunReference run)
    {
        if (result is null or string { Length: 0 } || result.GetType().IsValueType || Volatile.Read(ref _tracked) >= MostTrackedResults)
        {
            return;
        }

        if (_results.TryAdd(result, run))
        {
            Interlocked.Increment(ref _tracked);
        }
    }

    /// <summary>Gives the run that an object came from.</summary>
    public RunReference? Origin(object? value) =>
        value is not null && _tracked > 0 && _results.TryGetValue(value, out object? run) ? (RunReference)run : null;

    /// <summary>Whether a task of the run has passed assets on.</summary>
    public bool HasAssets => _assets is not null;

    /// <summary>Remembers the assets that a task run passes on to those that use its result.</summary>
    public void PassAssets(Guid taskRun, IReadOnlyList<Asset> assets)
    {
        ConcurrentDictionary<Guid, IReadOnlyList<Asset>> all = _assets
            ?? Interlocked.CompareExchange(ref _assets, new ConcurrentDictionary<Guid, IReadOnlyList<Asset>>(), null) ?? _assets;
        all[taskRun] = assets;
    }

    /// <summary>The assets that a task run passes on.</summary>
    public IReadOnlyList<Asset> AssetsOf(Guid taskRun) =>
        _assets is { } all && all.TryGetValue(taskRun, out IReadOnlyList<Asset>? assets) ? assets : [];
}

using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Receives inputs of one type, each once. One receiver serves one reader.</summary>
/// <typeparam name="T">Type of the inputs.</typeparam>
[SyncTwins]
public sealed partial class RunInputReceiver<T> : IAsyncEnumerable<T>
{
    private readonly RunInputType _type = RunInputType.Of(typeof(T));
    private readonly HashSet<string> _seen;
    private readonly List<string> _keys = [];
    private readonly ReceiveInputOptions _options;
    private readonly IRunStore _store;
    private readonly Guid _run;

    internal RunInputReceiver(ReceiveInputOptions options)
    {
        _options = options;
        _seen = new HashSet<string>(options.ExcludeKeys, StringComparer.Ordinal);
        (_store, _run) = RunInputSending.Target(options.FlowRunId);
    }

    /// <summary>Keys of the inputs received so far, in order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    private string Prefix => _options.KeyPrefix ?? _type.Prefix;

    /// <summary>Waits for the next input.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="RunInputException">It does not fit the type; it will not come again.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public async Task<T> NextAsync(CancellationToken cancellationToken = default) =>
        (await NextWithMetadataAsync(cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Waits for the next input, and tells where it came from.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="RunInputException">It does not fit the type; it will not come again.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public async Task<ReceivedInput<T>> NextWithMetadataAsync(CancellationToken cancellationToken = default) =>
        await TryNextAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"No input '{Prefix}…' came to the flow run {_run} within {_options.Timeout}.");

    /// <summary>Receives inputs, and tells where each came from.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">No further one came in time, and that is to be told.</exception>
    /// <exception cref="RunInputException">One does not fit the type.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public async IAsyncEnumerable<ReceivedInput<T>> WithMetadataAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ReceivedInput<T>? next = _options.ThrowOnTimeout
                ? await NextWithMetadataAsync(cancellationToken).ConfigureAwait(false)
                : await TryNextAsync(cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                yield break;
            }

            yield return next;
        }
    }

    /// <summary>Gives the newest input of a key, whether it was received already or not.</summary>
    /// <param name="key">Its key, or what it was sent with as the beginning of its key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The input, or the default of the type when there is none.</returns>
    /// <exception cref="ArgumentException">The key breaks the rules for keys.</exception>
    /// <exception cref="RunInputException">It does not fit the type.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public async Task<T?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        RunInputKeys.Check(key, nameof(key));
        IReadOnlyList<RunInputEntry> found =
            await _store.Inputs.ListAsync(_run, key, int.MaxValue, new HashSet<string>(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        RunInputEntry? newest = found.LastOrDefault(input => input.Key.Length == key.Length || input.Key[key.Length] == '-');
        return newest is null ? default : Read(newest).Value;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (ReceivedInput<T> input in WithMetadataAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return input.Value;
        }
    }

    /// <summary>Receives inputs, blocking while there is none.</summary>
    public IEnumerable<T> AsEnumerable() => Sync.Enumerate(this);

    private async Task<ReceivedInput<T>?> TryNextAsync(CancellationToken cancellationToken)
    {
        TimeProvider clock = FlowClock.Current;
        long begin = clock.GetTimestamp();
        while (true)
        {
            IReadOnlyList<RunInputEntry> found = await _store.Inputs.ListAsync(_run, Prefix, 1, _seen, cancellationToken).ConfigureAwait(false);
            if (found.Count > 0)
            {
                _seen.Add(found[0].Key);
                _keys.Add(found[0].Key);
                return Read(found[0]);
            }

            TimeSpan left = _options.Timeout == Timeout.InfiniteTimeSpan ? _options.PollInterval : _options.Timeout - clock.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await Task.Delay(left < _options.PollInterval ? left : _options.PollInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private ReceivedInput<T> Read(RunInputEntry entry)
    {
        RunInputMetadata metadata = new(entry.Key, entry.Sender, entry.FlowRunId);
        T value = (T)_type.Read(entry.Value, FlowRun.EmptyParameters)!;
        if (value is RunInput input)
        {
            input.Metadata = metadata;
        }

        return new ReceivedInput<T>(value, metadata);
    }
}

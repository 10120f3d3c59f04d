using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>A state that may hold a result.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
[SyncTwins]
public sealed partial class State<T> : State
{
    private readonly T? _value;
    private volatile WeakReference<StrongBox<T>>? _loaded;

    internal State(StateType type, string? name, string? message, DateTimeOffset timestamp, T value, StateDetails? details = null)
        : base(type, name, message, timestamp, details)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Makes a state of the same content as one without a type.</summary>
    internal State(State state)
        : base(state.Type, state.Name, state.Message, state.Timestamp, state.OwnDetails, state is State<T> { HasValue: true } ? null : state.Data)
    {
        Id = state.Id;
        if (state.RunReference is { } run)
        {
            EnterBy(run);
        }

        ResultMetadata = state.ResultMetadata;
        if (state is State<T> { HasValue: true } same)
        {
            _value = same._value;
            HasValue = true;
        }
    }

    /// <summary>Whether this process holds the result.</summary>
    internal bool HasValue { get; }

    internal T? Value => !HasValue && _loaded is { } loaded && loaded.TryGetTarget(out StrongBox<T>? box) ? box.Value : _value;

    internal override object? Data => HasValue ? _value : _loaded is null ? base.Data : Value;

    /// <summary>Gives the result.</summary>
    /// <param name="cancellationToken">Ends the wait for the storage that keeps it.</param>
    /// <exception cref="PausedRunException">The run is paused.</exception>
    /// <exception cref="UnfinishedRunException">The run has not ended.</exception>
    /// <exception cref="MissingResultException">The run ended well, but its result was not kept.</exception>
    /// <exception cref="FlowException">The run did not end well and has no exception of its own. Else that one is thrown.</exception>
    public async Task<T> ResultAsync(CancellationToken cancellationToken = default)
    {
        if (HasValue && IsCompleted)
        {
            return _value!;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (StateFailures.OfOrNull(this) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (!IsCompleted)
        {
            throw NotEnded();
        }

        return ResultMetadata is { } metadata
            ? await ResultStore.LoadAsync<T>(metadata, cancellationToken).ConfigureAwait(false)
            : throw new MissingResultException(
                "The run completed, but its result is neither in memory nor in a storage. Keep results with PersistResult = true.");
    }

    internal override async ValueTask<object?> HoldAsync(CancellationToken cancellationToken)
    {
        if (HasValue || !IsCompleted || ResultMetadata is not { } metadata)
        {
            return null;
        }

        StrongBox<T> box = new(await ResultStore.LoadAsync<T>(metadata, cancellationToken).ConfigureAwait(false));
        _loaded = new WeakReference<StrongBox<T>>(box);
        return box;
    }

    private Exception NotEnded() => this switch
    {
        { IsPaused: true } => new PausedRunException($"The run is in the state {this}: it has no result until it is resumed and has ended."),
        { Data: UpstreamTaskException upstream } => upstream,
        _ => new UnfinishedRunException($"The run is in the state {this}: it has no result until it has ended."),
    };

    internal override State At(DateTimeOffset timestamp, StateDetails? details = null) => HasValue
        ? new State<T>(Type, Name, Message, timestamp, _value!, details ?? OwnDetails) { ResultMetadata = ResultMetadata }
        : new State<T>(base.At(timestamp, details));
}

using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Slots that are held until this is disposed. While the process lives their lease is renewed; if it dies they become free when the
/// lease ends.
/// </summary>
public sealed class ConcurrencySlots : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IRunStore? _store;
    private readonly Guid _lease;
    private readonly TimeSpan _duration;
    private readonly bool _failsWhenLost;
    private readonly TimeProvider _clock = FlowClock.Current;
    private readonly IReadOnlyList<PrefectEvent?> _acquired;
    private readonly Task _keeping;
    private int _isDisposed;

    internal ConcurrencySlots(
        IRunStore? store, ConcurrencyAnswer answer, ConcurrencyRequest request, bool failsWhenLost, IReadOnlyList<PrefectEvent?> acquired)
    {
        Limits = answer.Limits;
        Slots = request.Slots;
        _store = answer.LeaseId is null ? null : store;
        _lease = answer.LeaseId ?? Guid.Empty;
        _duration = request.LeaseDuration;
        _failsWhenLost = failsWhenLost;
        _acquired = acquired;
        Lost = _lost.Token;
        _keeping = _store is null ? Task.CompletedTask : KeepAsync(_store.ConcurrencyLimits, _stop.Token);
    }

    /// <summary>The limits whose slots are held, as they were when the slots were taken.</summary>
    public IReadOnlyList<ConcurrencyLimit> Limits { get; }

    /// <summary>How many slots of each limit are held.</summary>
    public int Slots { get; }

    /// <summary>Whether the slots were lost, because their lease could not be renewed in time.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Is cancelled when the slots were lost and that ends the work: see <see cref="ConcurrencyOptions.FailWhenLost"/>.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Runs in the run that the slots belong to, when they are given back; null for none.</summary>
    internal Action<ConcurrencySlots>? Given { get; set; }

    internal static ConcurrencySlots None { get; } = new(
        null, new ConcurrencyAnswer { IsGranted = true }, new ConcurrencyRequest { Names = [], Slots = 0 }, failsWhenLost: false, []);

    private string Names => string.Join(", ", Limits.Select(limit => limit.Name));

    /// <summary>Throws if the slots were lost and that ends the work.</summary>
    /// <exception cref="ConcurrencyLeaseLostException">They were.</exception>
    public void ThrowIfLost()
    {
        if (IsLost && _failsWhenLost)
        {
            throw new ConcurrencyLeaseLostException(
                $"The slots of {Names} were lost: their lease of {_duration} was not renewed in time. Somebody else may hold them now; what was done meanwhile may have to be undone.");
        }
    }

    /// <summary>Gives the slots back. A failure is logged; the slots then become free when their lease ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_store is null || Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Given?.Invoke(this);
        try
        {
            await _store.ConcurrencyLimits.ReleaseAsync(_lease, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The work is done; slots that cannot be given back must not make a failure of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ValueLog.ReleaseFailed(ValueLog.Current, exception, Names);
        }

        WaitingLines.Of(_store.ConcurrencyLimits).Wake();
        await SlotEvents.ReleasedAsync(Limits, Slots, _acquired).ConfigureAwait(false);
        _stop.Dispose();
        _lost.Dispose();
    }

    /// <summary>Gives the slots back, and waits for it.</summary>
    public void Dispose() => Sync.Run(() => DisposeAsync().AsTask());

    /// <summary>Renews the lease when three quarters of it are over; when that fails, again and again until it has ended.</summary>
    private async Task KeepAsync(IConcurrencyLimitStore limits, CancellationToken cancellationToken)
    {
        DateTimeOffset end = _clock.GetUtcNow() + _duration;
        TimeSpan pause = _duration * 0.75;
        while (true)
        {
            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            try
            {
                if (!await limits.RenewAsync(_lease, _duration, cancellationToken).ConfigureAwait(false))
                {
                    await LoseAsync(null).ConfigureAwait(false);
                    return;
                }

                end = _clock.GetUtcNow() + _duration;
                pause = _duration * 0.75;
            }
#pragma warning disable CA1031 // Whatever keeps the store from answering may pass before the lease ends.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                if (_clock.GetUtcNow() >= end)
                {
                    await LoseAsync(exception).ConfigureAwait(false);
                    return;
                }

                pause = _duration * 0.05;
            }
        }
    }

    private async Task LoseAsync(Exception? exception)
    {
        IsLost = true;
        ValueLog.LeaseLost(ValueLog.Current, exception, Names);
        if (_failsWhenLost)
        {
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }
}

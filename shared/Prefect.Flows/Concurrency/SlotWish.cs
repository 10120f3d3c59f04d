namespace Prefect.Flows;

/// <summary>A wish for slots, from the first question until they are had.</summary>
internal sealed class SlotWish(IRunStore store, ConcurrencyRequest request, ConcurrencyOptions options)
{
    private readonly string _names = string.Join(", ", request.Names);
    private readonly TimeProvider _clock = FlowClock.Current;
    private readonly WaitingLines _lines = WaitingLines.Of(store.ConcurrencyLimits);

    /// <summary>Waits until the slots are taken.</summary>
    /// <exception cref="ConcurrencySlotException">They can never be had, or were asked for too often.</exception>
    /// <exception cref="ConcurrencySlotTimeoutException">They did not become free in time.</exception>
    public async Task<ConcurrencyAnswer> GrantAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource? deadline = options.Timeout is { } timeout && timeout > TimeSpan.Zero ? new CancellationTokenSource(timeout, _clock) : null;
        using CancellationTokenSource? linked =
            deadline is null ? null : CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        CancellationToken patience = linked?.Token ?? cancellationToken;
        WaitingLine line = _lines.Join(_names);
        bool hasTurn = false;
        try
        {
            hasTurn = await line.Turn.WaitAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            if (!hasTurn && options.Timeout == TimeSpan.Zero)
            {
                throw TooLate();
            }

            if (!hasTurn)
            {
                await line.Turn.WaitAsync(patience).ConfigureAwait(false);
                hasTurn = true;
            }

            return await AskAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            throw TooLate();
        }
        finally
        {
            if (hasTurn)
            {
                line.Turn.Release();
            }

            _lines.Leave(_names, line);
        }
    }

    private async Task<ConcurrencyAnswer> AskAsync(CancellationToken patience, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            Task freed = _lines.Freed;
            ConcurrencyAnswer answer = await store.ConcurrencyLimits.AcquireAsync(request, cancellationToken).ConfigureAwait(false);
            await CheckUnknownAsync(answer, warns: attempt == 0).ConfigureAwait(false);
            if (answer.IsGranted)
            {
                return answer;
            }

            if (options.Timeout == TimeSpan.Zero)
            {
                throw TooLate();
            }

            if (attempt >= options.MaxRetries)
            {
                throw new ConcurrencySlotException(
                    $"{request.Slots} slots of {_names} were not free, and were asked for {attempt + 1} times. Raise the limit, or allow more retries.");
            }

            TimeSpan delay = Jittered(answer.RetryAfter);
            ValueLog.WaitingForSlots(ValueLog.Current, delay, _names);
            await WaitAsync(delay, freed, patience).ConfigureAwait(false);
        }
    }

    /// <summary>Waits a while, or until this process gives slots back.</summary>
    private async Task WaitAsync(TimeSpan delay, Task freed, CancellationToken cancellationToken)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, _clock, done.Token), freed).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async ValueTask CheckUnknownAsync(ConcurrencyAnswer answer, bool warns)
    {
        if (answer.Unknown.Count == 0)
        {
            return;
        }

        string unknown = string.Join(", ", answer.Unknown);
        if (!options.Strict)
        {
            if (warns && !request.Names[0].StartsWith(TagLimits.Prefix, StringComparison.Ordinal))
            {
                ValueLog.UnknownLimits(ValueLog.Current, unknown);
            }

            return;
        }

        if (answer.LeaseId is { } lease)
        {
            await store.ConcurrencyLimits.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
            _lines.Wake();
        }

        throw new ConcurrencySlotException(
            $"There is no concurrency limit named {unknown} in {store.Location}. Create it with 'dotnet prefect gcl create', or leave Strict out.");
    }

    private ConcurrencySlotTimeoutException TooLate() => new(
        $"{request.Slots} slots of {_names} did not become free within {options.Timeout}. Wait longer, or raise the limit.");

    /// <summary>Spreads the questions of many processes.</summary>
    private static TimeSpan Jittered(TimeSpan delay)
    {
#pragma warning disable CA5394 // Nothing secret hangs on the length of a pause.
        return delay * (1 + (0.2 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }
}

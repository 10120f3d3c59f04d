using System.Diagnostics.CodeAnalysis;

namespace Prefect.Http;

/// <summary>
/// Watches what goes on elsewhere, a job of a service for one, through whatever keeps it from being seen for a while: a read that fails
/// is no verdict on it. Make one for each waiting: its time begins when it is made. It may be used by one caller at a time.
/// </summary>
/// <example>
/// <code>
/// StatusWatch watch = new(new StatusWatchOptions { Subject = $"run '{id}'", Interval = TimeSpan.FromSeconds(10), Timeout = timeout, Logger = logger });
/// JobStatus ended = await watch.UntilAsync(token => api.GetRunAsync(id, token), status => status.IsFinal, cancellationToken);
/// </code>
/// </example>
public sealed class StatusWatch
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromMinutes(5);

    private readonly StatusWatchOptions _options;
    private readonly TimeProvider _time;
    private readonly long _began;

    /// <summary>Begins to count the time.</summary>
    /// <param name="options">What is watched, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The subject is empty.</exception>
    public StatusWatch(StatusWatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Subject, nameof(options));
        _options = options;
        _time = options.TimeProvider;
        _began = _time.GetTimestamp();
    }

    /// <summary>How long has been waited.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    /// <summary>Reads until a status is the last one, and gives that.</summary>
    /// <typeparam name="T">The status.</typeparam>
    /// <param name="read">Reads once. Its errors are borne as the options say.</param>
    /// <param name="hasEnded">Whether a status is the last one.</param>
    /// <param name="cancellationToken">Ends the waiting; what is watched too, with <see cref="StatusWatchOptions.Stop"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="TimeoutException">It had not ended within <see cref="StatusWatchOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="Exception">The reading failed for good, or for longer than is borne.</exception>
    public async Task<T> UntilAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> hasEnded, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(hasEnded);
        try
        {
            while (true)
            {
                T status = await ReadAsync(read, cancellationToken).ConfigureAwait(false);
                if (hasEnded(status))
                {
                    return status;
                }

                await PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && _options.Stop is not null)
        {
            await StopAsync(_options.Stop).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads until there is an answer, whichever it is.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="read">Reads once. Its errors are borne as the options say.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    /// <exception cref="TimeoutException">There was no answer within <see cref="StatusWatchOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="Exception">The reading failed for good, or for longer than is borne.</exception>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        long lost = _time.GetTimestamp();
        for (int failures = 1; ; failures++)
        {
            TimeSpan pause;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return await read(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsNotYetThere(exception) || _options.IsNoVerdict(exception))
            {
                StatusLoss loss = new(failures, _time.GetElapsedTime(lost), exception);
                if (IsOver(loss) && !IsNotYetThere(exception))
                {
                    if (_options.GiveUp is null)
                    {
                        throw;
                    }

                    throw _options.GiveUp(loss);
                }

                StatusWatchLog.OutOfSight(_options.Logger, _options.Subject, exception.Message);
                pause = PauseAfter(loss);
            }

            await PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the next read.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">No time is left of <see cref="StatusWatchOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task PauseAsync(CancellationToken cancellationToken = default) => PauseAsync(_options.Interval, cancellationToken);

    /// <summary>Waits for a time of its own, as a service may ask for, but no longer than there is time.</summary>
    /// <param name="pause">How long, at least 0.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is negative.</exception>
    /// <exception cref="TimeoutException">No time is left of <see cref="StatusWatchOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.Timeout is { } timeout)
        {
            TimeSpan left = timeout - Elapsed;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"The {_options.Subject} had not ended after {timeout}. It goes on: wait again, or stop it.");
            }

            pause = left < pause ? left : pause;
        }

        await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
    }

    private bool IsNotYetThere(Exception exception) => Elapsed < _options.Birth && _options.IsNotYetThere(exception);

    private bool IsOver(StatusLoss loss) => loss.Failures >= _options.FewestFailures && loss.Duration >= _options.Patience;

    private TimeSpan PauseAfter(StatusLoss loss)
    {
        TimeSpan own = _options.FailureBackoff?.Pause(loss.Failures) ?? _options.Interval;
        TimeSpan asked = (loss.LastError as ServiceException)?.RetryAfter ?? TimeSpan.Zero;
        asked = asked < s_longestRetryAfter ? asked : s_longestRetryAfter;
        return asked > own ? asked : own;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whoever cancelled learns that it is cancelled, whatever becomes of what was watched.")]
    private async Task StopAsync(Func<CancellationToken, Task> stop)
    {
        using CancellationTokenSource limit = new(s_stopTimeout);
        try
        {
            await stop(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            StatusWatchLog.NotStopped(_options.Logger, _options.Subject, exception.Message);
        }
    }
}

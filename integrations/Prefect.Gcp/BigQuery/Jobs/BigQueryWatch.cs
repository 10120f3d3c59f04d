using System.Net;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>
/// Starts a job and waits for it, on the clock. A read that fails says nothing about the job: it is tried again, and only when nothing
/// could be read for long is the waiting given up.
/// </summary>
internal sealed class BigQueryWatch(BigQueryApi api, BigQueryJobReference reference, BigQueryWait wait, ILogger logger)
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    // No timer goes on for longer than seven weeks, and no job does.
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromDays(45);
    private static readonly TimeSpan s_cancelTimeout = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock = api.Clock;

    private StatusWatchOptions Options => new()
    {
        Subject = $"job '{Job.JobId}'",
        Patience = TimeSpan.FromMinutes(10),
        FailureBackoff = new Backoff(),
        TimeProvider = _clock,
        Logger = logger,
    };

    public BigQueryJobReference Job { get; private set; } = reference;

    /// <summary>Takes note of where the job is.</summary>
    public void Place(BigQueryJobMessage message) => Job = Job with { Location = message.JobReference?.Location ?? Job.Location };

    /// <summary>Does what needs the job in the time that there is for it, its start included: a service that answers nothing holds nobody longer.</summary>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource limit = wait.Timeout is { } timeout && timeout < s_longestTimeout ? new(timeout, _clock) : new();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await run(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (ended.IsCancellationRequested)
        {
            await CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException(
                $"The job '{Job.JobId}' had not ended after {wait.Timeout}. {(wait.CancelRemote ? "It is being cancelled." : "It goes on: wait longer, or cancel it.")}",
                exception);
        }
    }

    /// <summary>Waits for the first page of a query.</summary>
    /// <exception cref="GcpException">The query failed, or could not be watched.</exception>
    public Task<BigQueryPage> WaitForRowsAsync(int? pageSize, CancellationToken cancellationToken) =>
        UntilAsync(WatchJob(), token => ReadRowsAsync(pageSize, token), cancellationToken);

    /// <summary>Reads a page of a query that has ended.</summary>
    /// <exception cref="GcpException">The page could not be read.</exception>
    public Task<BigQueryPage> ReadPageAsync(string? token, int? pageSize, CancellationToken cancellationToken)
    {
        StatusWatch watch = new(Options with { GiveUp = loss => GiveUp($"Could not read the rows of the query '{Job.JobId}'", loss) });
        return UntilAsync(watch, async ended => Page(await api.GetRowsAsync(Job, token, pageSize, ended).ConfigureAwait(false)), cancellationToken);
    }

    /// <summary>Waits for the end of a job.</summary>
    /// <exception cref="GcpException">The job failed, or could not be watched.</exception>
    public Task<BigQueryJobMessage> WaitForEndAsync(CancellationToken cancellationToken) => UntilAsync(WatchJob(), ReadEndAsync, cancellationToken);

    private StatusWatch WatchJob() => new(Options with
    {
        IsNotYetThere = static exception => exception is GcpException { StatusCode: HttpStatusCode.NotFound },
        GiveUp = loss => GiveUp($"Could not learn the state of the job '{Job.JobId}'", loss, " The job itself may go on."),
    });

    private async Task<T> UntilAsync<T>(StatusWatch watch, Func<CancellationToken, Task<BigQueryVerdict<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (TimeSpan pause = s_firstPause; ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            long began = _clock.GetTimestamp();
            BigQueryVerdict<T> verdict = await watch.ReadAsync(read, cancellationToken).ConfigureAwait(false);
            if (verdict.Failure is not null)
            {
                throw verdict.Failure;
            }

            if (verdict.Value is not null)
            {
                return verdict.Value;
            }

            // The service holds a question for a while itself: that is part of the pause.
            TimeSpan rest = pause - _clock.GetElapsedTime(began);
            await watch.PauseAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    private static GcpException GiveUp(string attempt, StatusLoss loss, string further = "")
    {
        string message = $"{attempt} for {loss.Duration.TotalMinutes:0} minutes; the last of {loss.Failures} failures: {loss.LastError.Message}{further}";
        return loss.LastError is GcpException exception ? BigQueryErrors.Again(message, exception) : BigQueryErrors.New(message, null, isTransient: true, loss.LastError);
    }

    private static BigQueryVerdict<BigQueryPage> Page(BigQueryPage page) => page.Head.IsComplete ? new(page, null) : default;

    // Whatever keeps rows from being read may be the failure of the query itself: the job knows.
    private async Task<BigQueryVerdict<BigQueryPage>> ReadRowsAsync(int? pageSize, CancellationToken cancellationToken)
    {
        try
        {
            return Page(await api.GetRowsAsync(Job, null, pageSize, cancellationToken).ConfigureAwait(false));
        }
        catch (GcpException)
        {
            if (await FindFailureAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return new(null, failure);
            }

            throw;
        }
    }

    // When the job cannot be seen either, it is what kept the rows from being read that counts.
    private async Task<GcpException?> FindFailureAsync(CancellationToken cancellationToken)
    {
        try
        {
            return BigQueryFailure.Of(Job, await api.GetJobAsync(Job, cancellationToken).ConfigureAwait(false));
        }
        catch (GcpException)
        {
            return null;
        }
    }

    private async Task<BigQueryVerdict<BigQueryJobMessage>> ReadEndAsync(CancellationToken cancellationToken)
    {
        BigQueryJobMessage message = await api.GetJobAsync(Job, cancellationToken).ConfigureAwait(false);
        return message.IsDone ? new(message, BigQueryFailure.Of(Job, message)) : default;
    }

    // Whoever gave up learns that, whatever becomes of the job.
    private async Task CancelAsync()
    {
        if (!wait.CancelRemote)
        {
            return;
        }

        using CancellationTokenSource patience = new(s_cancelTimeout, _clock);
        try
        {
            await api.CancelJobAsync(Job, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is GcpException or OperationCanceledException)
        {
            GcpLog.JobNotCancelled(logger, Job.JobId, exception.Message);
        }
    }
}

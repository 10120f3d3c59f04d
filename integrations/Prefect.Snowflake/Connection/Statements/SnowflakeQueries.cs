using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Runs statements in a session. Thread-safe; each statement has an id of its own by which the service knows it again.</summary>
internal sealed class SnowflakeQueries(ISnowflakeSession session, ILogger logger)
{
    private const string InProgress = "333333";
    private const string Submitted = "333334";

    // The service holds a question for 45 seconds at most before it says that the statement goes on.
    private static readonly TimeSpan s_longestHold = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_cancelTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestUnknown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(45);

    private readonly SnowflakeQueryContext _context = new();

    public ISnowflakeSession Session => session;

    /// <summary>Runs a statement to its end. Whoever ends the waiting ends the statement.</summary>
    /// <exception cref="SnowflakeException">The statement failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public async Task<SnowflakeResult> RunAsync(SnowflakeStatement statement, SnowflakeQueryOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string requestId = Guid.NewGuid().ToString();
        return await WithinAsync(
            options,
            "the statement",
            async token =>
            {
                using SnowflakeAnswer first = await SendAsync(statement, options, requestId, isSubmitted: false, token).ConfigureAwait(false);
                return await FinishAsync("run the statement", first, queryId: null, token).ConfigureAwait(false);
            },
            token => AbortAsync("/queries/v1/abort-request", requestId, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has a statement run, and gives its id at once.</summary>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public async Task<string> SubmitAsync(SnowflakeStatement statement, SnowflakeQueryOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string requestId = Guid.NewGuid().ToString();
        return await WithinAsync(
            options,
            "the statement",
            async token =>
            {
                using SnowflakeAnswer answer = await SendAsync(statement, options, requestId, isSubmitted: true, token).ConfigureAwait(false);
                string id = (answer.Success || IsInProgress(answer)) && SnowflakeAnswer.Text(answer.Data, "queryId") is { Length: > 0 } told
                    ? told
                    : throw SnowflakeErrors.Refused("submit the statement", answer);
                SnowflakeLog.Submitted(logger, id);
                return id;
            },
            token => AbortAsync("/queries/v1/abort-request", requestId, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks how far a statement is.</summary>
    /// <exception cref="SnowflakeException">The service refused to say, or could not be reached.</exception>
    public async Task<SnowflakeQueryState> StateAsync(string queryId, CancellationToken cancellationToken)
    {
        SnowflakeRequest request = new($"look at the query '{queryId}'", HttpMethod.Get, $"/monitoring/queries/{Uri.EscapeDataString(queryId)}") { Accept = "application/json" };
        using SnowflakeAnswer answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Success ? SnowflakeQueryState.Of(answer.Data) : throw SnowflakeErrors.Refused(request.Attempt, answer, queryId);
    }

    /// <summary>Waits for a statement that was submitted, and gives its rows. Whoever ends the waiting ends the statement.</summary>
    /// <exception cref="SnowflakeException">The statement failed, or could not be watched.</exception>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public async Task<SnowflakeResult> WaitAsync(string queryId, TimeSpan interval, SnowflakeQueryOptions options, CancellationToken cancellationToken) =>
        await WithinAsync(
            options,
            $"the query '{queryId}'",
            async token =>
            {
                StatusWatch watch = new(new StatusWatchOptions
                {
                    Subject = $"query '{queryId}'", Interval = interval, TimeProvider = session.Clock, Logger = logger, FailureBackoff = new Backoff(),
                });

                // What the service still knows nothing of is asked for its rows: that waits for it, or says why there are none.
                SnowflakeQueryState state = await watch.UntilAsync(
                    end => StateAsync(queryId, end),
                    state => !state.IsRunning || (state.Status == SnowflakeQueryStatus.NoData && watch.Elapsed > s_longestUnknown),
                    token).ConfigureAwait(false);
                return state.HasFailed
                    ? throw SnowflakeErrors.Failed($"run the query '{queryId}'", state.ErrorCode, state.ErrorMessage ?? $"Its state is {state.Status}.", null, queryId)
                    : await ResultAsync(queryId, token).ConfigureAwait(false);
            },
            token => CancelAsync(queryId, token),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Gives the rows of a statement, and waits for it if it has not ended.</summary>
    /// <exception cref="SnowflakeException">The statement failed, or the service could not be reached.</exception>
    public async Task<SnowflakeResult> ResultAsync(string queryId, CancellationToken cancellationToken)
    {
        string attempt = $"read the result of the query '{queryId}'";
        using SnowflakeAnswer first = await AskAsync(attempt, ResultPath(queryId), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(attempt, first, queryId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a statement.</summary>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public Task CancelAsync(string queryId, CancellationToken cancellationToken) =>
        AbortAsync($"/queries/{Uri.EscapeDataString(queryId)}/abort-request", Guid.NewGuid().ToString(), cancellationToken);

    private static bool IsInProgress(SnowflakeAnswer answer) => answer.Code is InProgress or Submitted;

    private static string ResultPath(string queryId) => $"/queries/{Uri.EscapeDataString(queryId)}/result";

    private async Task<T> WithinAsync<T>(
        SnowflakeQueryOptions options, string subject, Func<CancellationToken, Task<T>> run, Func<CancellationToken, Task> stop, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = options.Timeout is { } timeout && timeout < s_longestTimer ? new(timeout, session.Clock) : new();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await run(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (ended.IsCancellationRequested)
        {
            await StopAsync(subject, stop).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{char.ToUpperInvariant(subject[0])}{subject[1..]} had not ended after {options.Timeout}. It is being cancelled.", exception);
        }
    }

    private Task<SnowflakeAnswer> SendAsync(
        SnowflakeStatement statement, SnowflakeQueryOptions options, string requestId, bool isSubmitted, CancellationToken cancellationToken) => session.SendAsync(
        new SnowflakeRequest("run the statement", HttpMethod.Post, "/queries/v1/query-request")
        {
            Query = [KeyValuePair.Create("requestId", requestId)],
            Body = json => SnowflakeQueryBody.Write(json, statement, options, isSubmitted, _context, session.Clock.GetUtcNow()),
            Timeout = s_longestHold,
            Generation = options.Generation,
        },
        cancellationToken);

    private Task<SnowflakeAnswer> AskAsync(string attempt, string path, CancellationToken cancellationToken) =>
        session.SendAsync(new SnowflakeRequest(attempt, HttpMethod.Get, path) { Timeout = s_longestHold }, cancellationToken);

    private async Task<SnowflakeResult> FinishAsync(string attempt, SnowflakeAnswer first, string? queryId, CancellationToken cancellationToken)
    {
        queryId = SnowflakeAnswer.Text(first.Data, "queryId") ?? queryId;
        if (!IsInProgress(first))
        {
            return Take(attempt, first, queryId);
        }

        string path = PathAfter(first, queryId) ?? throw SnowflakeErrors.Refused(attempt, first);
        while (true)
        {
            using SnowflakeAnswer answer = await AskAsync(attempt, path, cancellationToken).ConfigureAwait(false);
            if (!IsInProgress(answer))
            {
                return Take(attempt, answer, queryId);
            }

            path = PathAfter(answer, queryId) ?? path;
        }
    }

    // An address of another host would get the session's token: only what is a path of this one is followed.
    private static string? PathAfter(SnowflakeAnswer answer, string? queryId) =>
        SnowflakeAnswer.Text(answer.Data, "getResultUrl") is { Length: > 1 } path && path[0] == '/' && path[1] is not ('/' or '\\') ? path
        : queryId is null ? null : ResultPath(queryId);

    private SnowflakeResult Take(string attempt, SnowflakeAnswer answer, string? queryId)
    {
        session.State.Note(answer.Data);
        _context.Note(answer.Data, session.State.Parameter("QUERY_CONTEXT_CACHE_SIZE"));
        return answer.Success ? SnowflakeResult.Of(answer, session, RenewAsync) : throw SnowflakeErrors.Refused(attempt, answer, queryId);
    }

    private async Task<SnowflakeChunkList> RenewAsync(string queryId, CancellationToken cancellationToken)
    {
        string attempt = $"read the result of the query '{queryId}' again";
        using SnowflakeAnswer answer = await AskAsync(attempt, ResultPath(queryId), cancellationToken).ConfigureAwait(false);
        try
        {
            return answer.Success ? SnowflakeResult.ListOf(answer.Data) : throw SnowflakeErrors.Refused(attempt, answer, queryId);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw SnowflakeErrors.Unreadable(queryId, exception);
        }
    }

    private async Task AbortAsync(string path, string requestId, CancellationToken cancellationToken)
    {
        SnowflakeRequest request = new("cancel the statement", HttpMethod.Post, path)
        {
            Query = [KeyValuePair.Create("requestId", Guid.NewGuid().ToString())],
            Body = json =>
            {
                json.WriteStartObject();
                json.WriteString("requestId", requestId);
                json.WriteEndObject();
            },
        };
        using SnowflakeAnswer answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!answer.Success)
        {
            throw SnowflakeErrors.Refused(request.Attempt, answer);
        }
    }

    // Whoever gave up learns that, whatever becomes of the statement.
    private async Task StopAsync(string subject, Func<CancellationToken, Task> stop)
    {
        using CancellationTokenSource patience = new(s_cancelTimeout);
        try
        {
            await stop(patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SnowflakeException or OperationCanceledException or InvalidOperationException)
        {
            SnowflakeLog.NotCancelled(logger, subject, exception.Message);
        }
    }
}

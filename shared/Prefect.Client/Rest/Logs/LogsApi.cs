namespace Prefect.Client;

/// <summary>What runs write.</summary>
public sealed class LogsApi
{
    private readonly ApiCalls _calls;

    internal LogsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Sends lines of logs, all in one request. Servers take a line of up to 1,000,000 bytes and a request of up to 4,000,000.</summary>
    /// <param name="entries">The lines. Nothing is sent when there are none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task CreateAsync(IReadOnlyList<ApiLogEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Count == 0
            ? Task.CompletedTask
            : _calls.SendAsync(HttpMethod.Post, $"send {entries.Count} lines of logs", "/logs/", entries, WireJson.Default.IReadOnlyListApiLogEntry, cancellationToken);
    }

    /// <summary>Lists lines of logs, page by page.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="sort">Their order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiLog> ListAsync(ApiLogFilter? filter = null, LogSort sort = LogSort.TimestampAsc, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiLog>((limit, offset, token) => FilterAsync(filter, sort, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of lines.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="sort">Their order.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiLog>> FilterAsync(
        ApiLogFilter? filter = null, LogSort sort = LogSort.TimestampAsc, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list logs", "/logs/filter", new LogQueryBody(filter, sort, limit, ApiCalls.Given(offset)),
            SparseJson.Default.LogQueryBody, WireJson.Default.ListApiLog, cancellationToken).ConfigureAwait(false);
    }
}

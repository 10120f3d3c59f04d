namespace Prefect.Client;

/// <summary>Runs of flows: reading and listing them.</summary>
public sealed partial class FlowRunsApi
{
    private readonly ApiCalls _calls;

    internal FlowRunsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Reads a flow run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiFlowRun> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read flow run {id}", $"/flow_runs/{id}", WireJson.Default.ApiFlowRun, cancellationToken);

    /// <summary>Reads a flow run that may not exist.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiFlowRun?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read flow run {id}", $"/flow_runs/{id}", "", WireJson.Default.ApiFlowRun, cancellationToken);

    /// <summary>Lists the flow runs that a query means, page by page.</summary>
    /// <param name="query">Which ones; all by default. An order other than by id can skip runs that change meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiFlowRun> ListAsync(FlowRunQuery? query = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiFlowRun>((limit, offset, token) => FilterAsync(query, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of flow runs that a query means.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiFlowRun>> FilterAsync(
        FlowRunQuery? query = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list flow runs", "/flow_runs/filter", new FlowRunQueryBody(query ?? new FlowRunQuery(), limit, offset),
            SparseJson.Default.FlowRunQueryBody, WireJson.Default.ListApiFlowRun, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the flow runs that a query means.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(FlowRunQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync("count flow runs", "/flow_runs/count", query ?? new FlowRunQuery(), SparseJson.Default.FlowRunQuery, WireJson.Default.Int32, cancellationToken);

    /// <summary>Counts the states that flow runs were in, interval by interval.</summary>
    /// <param name="start">When the first interval begins.</param>
    /// <param name="end">When the last one ends, after <paramref name="start"/>.</param>
    /// <param name="interval">Length of an interval, one second or more. Servers give at most 500 of them.</param>
    /// <param name="query">Which runs; all by default. Its order does not count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The times do not follow each other, or the interval is under a second.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<FlowRunHistory>> ReadHistoryAsync(
        DateTimeOffset start, DateTimeOffset end, TimeSpan interval, FlowRunQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        FlowRunHistoryBody body = new(start, end, interval)
        {
            Flows = query?.Flows,
            FlowRuns = query?.FlowRuns,
            TaskRuns = query?.TaskRuns,
            Deployments = query?.Deployments,
            WorkPools = query?.WorkPools,
            WorkQueues = query?.WorkPoolQueues,
        };
        return await _calls.PostAsync(
            "read the history of flow runs", "/flow_runs/history", body,
            SparseJson.Default.FlowRunHistoryBody, WireJson.Default.ListFlowRunHistory, cancellationToken).ConfigureAwait(false);
    }
}

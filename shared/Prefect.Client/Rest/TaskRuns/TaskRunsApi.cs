namespace Prefect.Client;

/// <summary>Runs of tasks. Those inside a flow reach a server through events; only the ones that stand for the run of a flow, or wait for a background worker, are created here.</summary>
public sealed class TaskRunsApi
{
    private readonly ApiCalls _calls;

    internal TaskRunsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Creates a task run. Where the flow run has one with the same keys, that one is given.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiTaskRun> CreateAsync(ApiTaskRunDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"create a task run", "/task_runs/", draft, SparseJson.Default.ApiTaskRunDraft, WireJson.Default.ApiTaskRun, cancellationToken);
    }

    /// <summary>Reads a task run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiTaskRun> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read task run {id}", $"/task_runs/{id}", WireJson.Default.ApiTaskRun, cancellationToken);

    /// <summary>Reads a task run that may not exist.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiTaskRun?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read task run {id}", $"/task_runs/{id}", "", WireJson.Default.ApiTaskRun, cancellationToken);

    /// <summary>Lists task runs, page by page.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiTaskRun> ListAsync(TaskRunQuery? query = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiTaskRun>((limit, offset, token) => FilterAsync(query, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of task runs.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiTaskRun>> FilterAsync(
        TaskRunQuery? query = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list task runs", "/task_runs/filter", new TaskRunQueryBody(query ?? new TaskRunQuery(), limit, offset),
            SparseJson.Default.TaskRunQueryBody, WireJson.Default.ListApiTaskRun, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts task runs.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(TaskRunQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync("count task runs", "/task_runs/count", query ?? new TaskRunQuery(), SparseJson.Default.TaskRunQuery, WireJson.Default.Int32, cancellationToken);

    /// <summary>Gives a task run another name.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task RenameAsync(Guid id, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _calls.SendAsync(HttpMethod.Patch, $"rename task run {id}", $"/task_runs/{id}", new NameBody(name), SparseJson.Default.NameBody, cancellationToken);
    }

    /// <summary>Asks the server to put a task run in a state. Its rules decide, and its answer says what came of it.</summary>
    /// <param name="id">The task run.</param>
    /// <param name="state">The state that is proposed.</param>
    /// <param name="cancellationToken">Gives up. The server may have changed the state all the same.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is no such run, the server refused the request, or cannot be reached.</exception>
    public Task<SetStateResult> SetStateAsync(Guid id, ApiStateProposal state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ApiStateProposal proposed = state with { StateDetails = state.StateDetails with { TaskRunId = id } };
        return _calls.ProposeAsync($"set task run {id} to {state.Name}", $"/task_runs/{id}/set_state", proposed, force: false, cancellationToken);
    }

    /// <summary>Deletes a task run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete task run {id}", $"/task_runs/{id}", cancellationToken);
}

namespace Prefect.Client;

/// <summary>Flows, as a server knows them.</summary>
public sealed class FlowsApi
{
    private readonly ApiCalls _calls;

    internal FlowsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Makes a flow known, and gives the one of that name where it is known already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiFlow> CreateAsync(string name, IReadOnlyList<string>? tags = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _calls.PostAsync(
            $"register flow '{name}'", "/flows/", new FlowBody(name, tags ?? [], []),
            SparseJson.Default.FlowBody, WireJson.Default.ApiFlow, cancellationToken);
    }

    /// <summary>Reads a flow.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiFlow> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read flow {id}", $"/flows/{id}", WireJson.Default.ApiFlow, cancellationToken);

    /// <summary>Reads the flow of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiFlow?> FindByNameAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read flow '{name}'", ApiAddress.Path("flows", "name", ApiAddress.Segment(name, nameof(name))), "", WireJson.Default.ApiFlow, cancellationToken);

    /// <summary>Lists flows, page by page.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiFlow> ListAsync(FlowQuery? query = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiFlow>((limit, offset, token) => FilterAsync(query, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of flows.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiFlow>> FilterAsync(
        FlowQuery? query = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list flows", "/flows/filter", new FlowQueryBody(query ?? new FlowQuery(), limit, offset),
            SparseJson.Default.FlowQueryBody, WireJson.Default.ListApiFlow, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts flows.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(FlowQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync("count flows", "/flows/count", query ?? new FlowQuery(), SparseJson.Default.FlowQuery, WireJson.Default.Int32, cancellationToken);

    /// <summary>Gives a flow other tags.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="tags">All its tags from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tags"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task SetTagsAsync(Guid id, IReadOnlyList<string> tags, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return _calls.SendAsync(HttpMethod.Patch, $"change flow {id}", $"/flows/{id}", new TagsBody(tags), SparseJson.Default.TagsBody, cancellationToken);
    }

    /// <summary>Deletes a flow.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete flow {id}", $"/flows/{id}", cancellationToken);
}

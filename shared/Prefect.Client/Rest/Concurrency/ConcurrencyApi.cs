namespace Prefect.Client;

/// <summary>Limits on what goes on at once, and the slots that they have.</summary>
public sealed partial class ConcurrencyApi
{
    private readonly ApiCalls _calls;

    internal ConcurrencyApi(ApiCalls calls) => _calls = calls;

    /// <summary>Creates a limit.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">One of that name exists (<see cref="PrefectApiException.IsConflict"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiConcurrencyLimit> CreateAsync(ApiConcurrencyLimitDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"create limit '{draft.Name}'", "/v2/concurrency_limits/", draft, SparseJson.Default.ApiConcurrencyLimitDraft, WireJson.Default.ApiConcurrencyLimit, cancellationToken);
    }

    /// <summary>Reads a limit.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiConcurrencyLimit> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read limit {id}", $"/v2/concurrency_limits/{id}", WireJson.Default.ApiConcurrencyLimit, cancellationToken);

    /// <summary>Reads the limit of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiConcurrencyLimit?> FindByNameAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read limit '{name}'", ByName(name), "", WireJson.Default.ApiConcurrencyLimit, cancellationToken);

    /// <summary>Lists limits, page by page.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiConcurrencyLimit> ListAsync(CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiConcurrencyLimit>((limit, offset, token) => FilterAsync(limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of limits.</summary>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiConcurrencyLimit>> FilterAsync(int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list limits", "/v2/concurrency_limits/filter", new PageBody(limit, offset),
            SparseJson.Default.PageBody, WireJson.Default.ListApiConcurrencyLimit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the limit of a name. Only what is given is sent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task UpdateByNameAsync(string name, ApiConcurrencyLimitChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(
            HttpMethod.Patch, $"change limit '{name}'", ByName(name), changes, SparseJson.Default.ApiConcurrencyLimitChanges, cancellationToken);
    }

    /// <summary>Deletes the limit of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task DeleteByNameAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete limit '{name}'", ByName(name), cancellationToken);

    private static string ByName(string name) => ApiAddress.Path("v2", "concurrency_limits", ApiAddress.Segment(name, nameof(name)));
}

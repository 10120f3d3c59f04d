namespace Prefect.Client;

/// <summary>Artifacts: what runs leave for people to look at.</summary>
public sealed class ArtifactsApi
{
    private readonly ApiCalls _calls;

    internal ArtifactsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Creates an artifact.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiArtifact> CreateAsync(ApiArtifactDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"create an artifact", "/artifacts/", draft, SparseJson.Default.ApiArtifactDraft, WireJson.Default.ApiArtifact, cancellationToken);
    }

    /// <summary>Reads an artifact.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiArtifact> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read artifact {id}", $"/artifacts/{id}", WireJson.Default.ApiArtifact, cancellationToken);

    /// <summary>Reads the latest artifact of a key.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiArtifact?> FindLatestAsync(string key, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read the latest artifact '{key}'", ApiAddress.Path("artifacts", ApiAddress.Segment(key, nameof(key)), "latest"), "", WireJson.Default.ApiArtifact, cancellationToken);

    /// <summary>Lists artifacts, page by page.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiArtifact> ListAsync(ArtifactQuery? query = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiArtifact>((limit, offset, token) => FilterAsync(query, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of artifacts.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiArtifact>> FilterAsync(
        ArtifactQuery? query = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list artifacts", "/artifacts/filter", new ArtifactQueryBody(query ?? new ArtifactQuery(), limit, offset),
            SparseJson.Default.ArtifactQueryBody, WireJson.Default.ListApiArtifact, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts artifacts.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(ArtifactQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync("count artifacts", "/artifacts/count", query ?? new ArtifactQuery(), SparseJson.Default.ArtifactQuery, WireJson.Default.Int32, cancellationToken);

    /// <summary>Lists the latest artifacts of each key, page by page.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiArtifact> ListLatestAsync(ArtifactQuery? query = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiArtifact>((limit, offset, token) => FilterLatestAsync(query, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of the latest artifacts of each key.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiArtifact>> FilterLatestAsync(
        ArtifactQuery? query = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list the latest artifacts of each key", "/artifacts/latest/filter", new ArtifactQueryBody(query ?? new ArtifactQuery(), limit, offset),
            SparseJson.Default.ArtifactQueryBody, WireJson.Default.ListApiArtifact, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the latest artifacts of each key.</summary>
    /// <param name="query">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountLatestAsync(ArtifactQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync("count the latest artifacts of each key", "/artifacts/latest/count", query ?? new ArtifactQuery(), SparseJson.Default.ArtifactQuery, WireJson.Default.Int32, cancellationToken);

    /// <summary>Changes an artifact. Only what is given is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task UpdateAsync(Guid id, ApiArtifactChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(HttpMethod.Patch, $"change artifact {id}", $"/artifacts/{id}", changes, SparseJson.Default.ApiArtifactChanges, cancellationToken);
    }

    /// <summary>Deletes an artifact.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete artifact {id}", $"/artifacts/{id}", cancellationToken);
}

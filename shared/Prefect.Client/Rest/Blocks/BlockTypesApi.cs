namespace Prefect.Client;

/// <summary>Types of blocks.</summary>
public sealed class BlockTypesApi
{
    private readonly ApiCalls _calls;

    internal BlockTypesApi(ApiCalls calls) => _calls = calls;

    /// <summary>Creates a type of blocks.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">One of that slug exists (<see cref="PrefectApiException.IsConflict"/>), its name is reserved, the server refused, or cannot be reached.</exception>
    public Task<ApiBlockType> CreateAsync(ApiBlockTypeDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"register block type '{draft.Slug}'", "/block_types/", draft, SparseJson.Default.ApiBlockTypeDraft, WireJson.Default.ApiBlockType, cancellationToken);
    }

    /// <summary>Reads a type of blocks.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiBlockType> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read type of blocks {id}", $"/block_types/{id}", WireJson.Default.ApiBlockType, cancellationToken);

    /// <summary>Reads the type of blocks of a slug.</summary>
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="slug"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiBlockType?> FindBySlugAsync(string slug, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read block type '{slug}'", ApiAddress.Path("block_types", "slug", ApiAddress.Segment(slug, nameof(slug))), "", WireJson.Default.ApiBlockType, cancellationToken);

    /// <summary>Lists types of blocks, page by page.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="schemas">Only those that have such schemas.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiBlockType> ListAsync(
        ApiBlockTypeFilter? filter = null, ApiBlockSchemaFilter? schemas = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiBlockType>((limit, offset, token) => FilterAsync(filter, schemas, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of types of blocks.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="schemas">Only those that have such schemas.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiBlockType>> FilterAsync(
        ApiBlockTypeFilter? filter = null, ApiBlockSchemaFilter? schemas = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list types of blocks", "/block_types/filter", new BlockTypeQueryBody(filter, schemas, limit, ApiCalls.Given(offset)),
            SparseJson.Default.BlockTypeQueryBody, WireJson.Default.ListApiBlockType, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a type of blocks. Only what is given is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task UpdateAsync(Guid id, ApiBlockTypeChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(HttpMethod.Patch, $"change type of blocks {id}", $"/block_types/{id}", changes, SparseJson.Default.ApiBlockTypeChanges, cancellationToken);
    }

    /// <summary>Deletes a type of blocks.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none, it is protected (status 403), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete type of blocks {id}", $"/block_types/{id}", cancellationToken);

    /// <summary>Lists whatever blocks of the registered types can do.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> ReadCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        await _calls.GetAsync("list what blocks can do", "/block_capabilities/", WireJson.Default.ListString, cancellationToken).ConfigureAwait(false);
}

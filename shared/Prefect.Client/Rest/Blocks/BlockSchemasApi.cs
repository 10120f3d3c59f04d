namespace Prefect.Client;

/// <summary>Schemas of the types of blocks, one for each version.</summary>
public sealed class BlockSchemasApi
{
    private readonly ApiCalls _calls;

    internal BlockSchemasApi(ApiCalls calls) => _calls = calls;

    /// <summary>Registers a schema. Where it is registered already, that one is given.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">The type does not exist, a nested type is not registered (<see cref="PrefectApiException.IsConflict"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiBlockSchema> CreateAsync(ApiBlockSchemaDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"register a block schema", "/block_schemas/", draft, SparseJson.Default.ApiBlockSchemaDraft, WireJson.Default.ApiBlockSchema, cancellationToken);
    }

    /// <summary>Reads a block schema.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiBlockSchema> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read block schema {id}", $"/block_schemas/{id}", WireJson.Default.ApiBlockSchema, cancellationToken);

    /// <summary>Reads the schema of a checksum.</summary>
    /// <param name="checksum">Its checksum, such as <c>sha256:…</c>.</param>
    /// <param name="version">Its version; the latest by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="checksum"/> is empty, or no checksum at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiBlockSchema?> FindByChecksumAsync(string checksum, string? version = null, CancellationToken cancellationToken = default)
    {
        // A colon is good in a path as it is, and Prefect's client leaves it so.
        string path = ApiAddress.Path("block_schemas", "checksum", ApiAddress.Segment(checksum, nameof(checksum))).Replace("%3A", ":", StringComparison.Ordinal);
        string query = version is null ? "" : "version=" + Uri.EscapeDataString(version);
        return _calls.FindAsync($"read the block schema {checksum}", path, query, WireJson.Default.ApiBlockSchema, cancellationToken);
    }

    /// <summary>Lists schemas, the newest first, page by page.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiBlockSchema> ListAsync(ApiBlockSchemaFilter? filter = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiBlockSchema>((limit, offset, token) => FilterAsync(filter, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of schemas, the newest first.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiBlockSchema>> FilterAsync(
        ApiBlockSchemaFilter? filter = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list block schemas", "/block_schemas/filter", new BlockSchemaQueryBody(filter, limit, ApiCalls.Given(offset)),
            SparseJson.Default.BlockSchemaQueryBody, WireJson.Default.ListApiBlockSchema, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a block schema.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none, its type is protected (status 403), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete block schema {id}", $"/block_schemas/{id}", cancellationToken);
}

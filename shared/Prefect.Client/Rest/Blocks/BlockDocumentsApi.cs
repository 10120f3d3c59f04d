namespace Prefect.Client;

/// <summary>Saved blocks.</summary>
public sealed partial class BlockDocumentsApi
{
    private readonly ApiCalls _calls;

    internal BlockDocumentsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Saves a block. In the answer secrets are masked.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">One of that name and type exists (<see cref="PrefectApiException.IsConflict"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiBlockDocument> CreateAsync(ApiBlockDocumentDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"save block '{draft.Name}'", "/block_documents/", draft, SparseJson.Default.ApiBlockDocumentDraft, WireJson.Default.ApiBlockDocument, cancellationToken);
    }

    /// <summary>Reads a saved block.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="secrets">Whether secrets are given, or asterisks in their place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiBlockDocument> ReadAsync(Guid id, BlockSecrets secrets = BlockSecrets.Masked, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(
            new ApiRequest($"read block {id}", HttpMethod.Get, $"/block_documents/{id}") { Query = Query(secrets) }, WireJson.Default.ApiBlockDocument, cancellationToken);

    /// <summary>Reads a saved block by its type and name.</summary>
    /// <param name="slug">Name of its type in addresses.</param>
    /// <param name="name">Its name.</param>
    /// <param name="secrets">Whether secrets are given, or asterisks in their place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="slug"/> or <paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiBlockDocument?> FindByNameAsync(
        string slug, string name, BlockSecrets secrets = BlockSecrets.Masked, CancellationToken cancellationToken = default)
    {
        string path = ApiAddress.Path(
            "block_types", "slug", ApiAddress.Segment(slug, nameof(slug)), "block_documents", "name", ApiAddress.Segment(name, nameof(name)));
        return _calls.FindAsync($"read block '{slug}/{name}'", path, Query(secrets), WireJson.Default.ApiBlockDocument, cancellationToken);
    }

    /// <summary>Reads all saved blocks of a type.</summary>
    /// <param name="slug">Name of the type in addresses.</param>
    /// <param name="secrets">Whether secrets are given, or asterisks in their place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="slug"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">There is no such type, the server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiBlockDocument>> ReadAllOfTypeAsync(
        string slug, BlockSecrets secrets = BlockSecrets.Masked, CancellationToken cancellationToken = default)
    {
        string path = ApiAddress.Path("block_types", "slug", ApiAddress.Segment(slug, nameof(slug)), "block_documents");
        ApiRequest request = new($"read the blocks of type '{slug}'", HttpMethod.Get, path) { Query = Query(secrets) };
        return await _calls.CallAsync(request, WireJson.Default.ListApiBlockDocument, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a block. Only what is given is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task UpdateAsync(Guid id, ApiBlockDocumentChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(HttpMethod.Patch, $"change block {id}", $"/block_documents/{id}", changes, SparseJson.Default.ApiBlockDocumentChanges, cancellationToken);
    }

    /// <summary>Deletes a block.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete block {id}", $"/block_documents/{id}", cancellationToken);

    private static string Query(BlockSecrets secrets) => secrets is BlockSecrets.Revealed ? "include_secrets=true" : "include_secrets=false";
}

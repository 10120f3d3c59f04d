namespace Prefect.Client;

/// <summary>Saved blocks: listing them.</summary>
public sealed partial class BlockDocumentsApi
{
    /// <summary>Lists saved blocks, page by page.</summary>
    /// <param name="query">Which ones; all that have names by default.</param>
    /// <param name="secrets">Whether secrets are given, or asterisks in their place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiBlockDocument> ListAsync(
        BlockDocumentQuery? query = null, BlockSecrets secrets = BlockSecrets.Masked, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiBlockDocument>((limit, offset, token) => FilterAsync(query, secrets, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of saved blocks.</summary>
    /// <param name="query">Which ones; all that have names by default.</param>
    /// <param name="secrets">Whether secrets are given, or asterisks in their place.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiBlockDocument>> FilterAsync(
        BlockDocumentQuery? query = null,
        BlockSecrets secrets = BlockSecrets.Masked,
        int? limit = null,
        int offset = 0,
        CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        BlockDocumentQueryBody body = new(query ?? new BlockDocumentQuery(), limit, offset, secrets is BlockSecrets.Revealed);
        return await _calls.PostAsync(
            "list blocks", "/block_documents/filter", body,
            SparseJson.Default.BlockDocumentQueryBody, WireJson.Default.ListApiBlockDocument, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts saved blocks.</summary>
    /// <param name="query">Which ones; all that have names by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(BlockDocumentQuery? query = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync(
            "count blocks", "/block_documents/count", query ?? new BlockDocumentQuery(),
            SparseJson.Default.BlockDocumentQuery, WireJson.Default.Int32, cancellationToken);
}

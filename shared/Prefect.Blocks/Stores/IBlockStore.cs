namespace Prefect.Blocks;

/// <summary>Keeps block types and block documents. Every member may be called from many threads at once.</summary>
/// <remarks>Every member throws <see cref="BlockStoreException"/> when the store cannot be reached, read or written.</remarks>
public interface IBlockStore : IAsyncDisposable
{
    /// <summary>Where the store is, in words for messages: <c>the embedded store in /home/ada/.prefect</c>.</summary>
    string Location { get; }

    /// <summary>Makes a type and its schema known. Types that its fields refer to must be known already.</summary>
    /// <param name="type">The type.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The type as the store knows it.</returns>
    /// <exception cref="BlockDefinitionException">The store refuses the type.</exception>
    ValueTask<RegisteredBlockType> RegisterAsync(BlockTypeManifest type, CancellationToken cancellationToken = default);

    /// <summary>Gives a type with its newest schema, or null.</summary>
    /// <param name="slug">Slug of the type.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    ValueTask<RegisteredBlockType?> FindTypeAsync(string slug, CancellationToken cancellationToken = default);

    /// <summary>Gives all types with their newest schemas, by name.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    IAsyncEnumerable<RegisteredBlockType> ListTypesAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes a type with its schemas and documents.</summary>
    /// <param name="slug">Slug of the type.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>False when there is no such type.</returns>
    /// <exception cref="ProtectedBlockException">The type belongs to the system.</exception>
    ValueTask<bool> DeleteTypeAsync(string slug, CancellationToken cancellationToken = default);

    /// <summary>Gives a document by type and name, or null.</summary>
    /// <param name="slug">Slug of the type.</param>
    /// <param name="name">Name of the document.</param>
    /// <param name="secrets">Whether secrets stand in clear.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    ValueTask<BlockDocument?> FindAsync(
        string slug, string name, SecretHandling secrets, CancellationToken cancellationToken = default);

    /// <summary>Gives a document by id, or null.</summary>
    /// <param name="id">Id of the document.</param>
    /// <param name="secrets">Whether secrets stand in clear.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    ValueTask<BlockDocument?> FindAsync(Guid id, SecretHandling secrets, CancellationToken cancellationToken = default);

    /// <summary>Gives the id of a document by type and name, or null. It works also where the data cannot be decrypted.</summary>
    /// <param name="slug">Slug of the type.</param>
    /// <param name="name">Name of the document.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    async ValueTask<Guid?> FindIdAsync(string slug, string name, CancellationToken cancellationToken = default) =>
        (await FindAsync(slug, name, SecretHandling.Mask, cancellationToken).ConfigureAwait(false))?.Id;

    /// <summary>Gives all documents that have a name, by <c>slug/name</c>, without their data.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    IAsyncEnumerable<BlockDocumentSummary> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a document.</summary>
    /// <param name="draft">The document.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the document.</returns>
    /// <exception cref="BlockAlreadyExistsException">The name is taken, and overwriting was not asked for.</exception>
    ValueTask<Guid> SaveAsync(BlockDocumentDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Deletes a document.</summary>
    /// <param name="id">Id of the document.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>False when there is no such document.</returns>
    ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default);
}

namespace Prefect.Blocks;

public abstract partial record Block
{
    /// <summary>Saves the block under a name. Its type is registered first where the store does not know it.</summary>
    /// <param name="name">Name of the document: <c>a-z 0-9 -</c>. Default: the name it was loaded or saved under.</param>
    /// <param name="overwrite">Whether to replace a document that has the name. Default: no.</param>
    /// <param name="store">Where to. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the document.</returns>
    /// <exception cref="ArgumentException">No name is given and the block has none, or the name breaks the rules.</exception>
    /// <exception cref="BlockValidationException">A secret is a mask, or a property that needs a value has none.</exception>
    /// <exception cref="BlockAlreadyExistsException">The name is taken and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or written.</exception>
    public Task<Guid> SaveAsync(
        string? name = null, bool overwrite = false, IBlockStore? store = null, CancellationToken cancellationToken = default) =>
        BlockDocuments.SaveAsync(this, name, overwrite, store, cancellationToken);

    /// <summary>Saves the block to a new document that has no name and that lists leave out.</summary>
    /// <param name="store">Where to. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the document.</returns>
    /// <exception cref="BlockValidationException">A secret is a mask, or a property that needs a value has none.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or written.</exception>
    public Task<Guid> SaveAnonymousAsync(IBlockStore? store = null, CancellationToken cancellationToken = default) =>
        BlockDocuments.SaveAnonymousAsync(this, store, cancellationToken);

    /// <summary>Loads a block of any type.</summary>
    /// <param name="path">Slug of its type, a slash and its name: <c>s3-bucket/landing</c>.</param>
    /// <param name="validate">
    /// Whether a document that does not fit the type is refused; else what does not fit is left out and named in
    /// <see cref="MissingFields"/>. Default: yes.
    /// </param>
    /// <param name="store">Where from. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> has no slash.</exception>
    /// <exception cref="UnknownBlockTypeException">This program does not know the type.</exception>
    /// <exception cref="BlockNotFoundException">There is no such document.</exception>
    /// <exception cref="BlockValidationException">The document does not fit the type.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or read.</exception>
    public static Task<Block> LoadAsync(
        string path, bool validate = true, IBlockStore? store = null, CancellationToken cancellationToken = default) =>
        BlockDocuments.LoadAsync(path, validate, store, cancellationToken);

    /// <summary>Loads a block from a reference: an id, <c>block_document_id</c> or <c>block_document_slug</c>.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="validate">Whether a document that does not fit the type is refused. Default: yes.</param>
    /// <param name="store">Where from. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="UnknownBlockTypeException">This program does not know the type.</exception>
    /// <exception cref="BlockNotFoundException">There is no such document.</exception>
    /// <exception cref="BlockValidationException">The document does not fit the type.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or read.</exception>
    public static Task<Block> LoadFromReferenceAsync(
        BlockReference reference, bool validate = true, IBlockStore? store = null, CancellationToken cancellationToken = default) =>
        BlockDocuments.LoadFromReferenceAsync(reference, validate, store, cancellationToken);

    /// <summary>Deletes the document of a block of any type.</summary>
    /// <param name="path">Slug of its type, a slash and its name: <c>s3-bucket/landing</c>.</param>
    /// <param name="store">Where. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> has no slash.</exception>
    /// <exception cref="BlockNotFoundException">There is no such document.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or written.</exception>
    public static Task DeleteAsync(string path, IBlockStore? store = null, CancellationToken cancellationToken = default) =>
        BlockDocuments.DeleteAsync(path, store, cancellationToken);
}

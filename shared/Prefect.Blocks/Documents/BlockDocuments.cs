using System.Buffers;
using System.ComponentModel;

namespace Prefect.Blocks;

/// <summary>Saves, loads and deletes blocks in a store; generated members call it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class BlockDocuments
{
    /// <summary>Loads a block of one type; see <see cref="Block.LoadAsync"/>.</summary>
    /// <param name="name">Name of the document.</param>
    /// <param name="validate">Whether a document that does not fit the type is refused.</param>
    /// <param name="store">Where from.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">The block.</typeparam>
    public static async Task<T> LoadAsync<T>(
        string name, bool validate, IBlockStore? store, CancellationToken cancellationToken)
        where T : Block, IBlock<T>
    {
        BlockNameException.ThrowIfInvalid(name);
        BlockType type = T.BlockType;
        return (T)await LoadNamedAsync(type, name, validate, store ?? BlockStore.Current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a document of one type; see <see cref="Block.DeleteAsync"/>.</summary>
    /// <param name="name">Name of the document.</param>
    /// <param name="store">Where.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">The block.</typeparam>
    public static Task DeleteAsync<T>(string name, IBlockStore? store, CancellationToken cancellationToken)
        where T : Block, IBlock<T>
    {
        BlockNameException.ThrowIfInvalid(name);
        return DeleteNamedAsync(T.BlockType.Slug, name, store ?? BlockStore.Current, cancellationToken);
    }

    /// <summary>Registers a type and those that its fields refer to.</summary>
    /// <param name="store">Where.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">The block.</typeparam>
    public static async Task<RegisteredBlockType> RegisterAsync<T>(IBlockStore? store, CancellationToken cancellationToken)
        where T : Block, IBlock<T> =>
        await RegisterAsync(T.BlockType, store ?? BlockStore.Current, cancellationToken).ConfigureAwait(false);

    internal static async Task<Guid> SaveAsync(
        Block block, string? name, bool overwrite, IBlockStore? store, CancellationToken cancellationToken)
    {
        name ??= block.BlockDocumentName
            ?? throw new ArgumentException("Give a name to save the block under: it was not loaded from a document that has one.", nameof(name));
        BlockNameException.ThrowIfInvalid(name);
        return await SaveCoreAsync(block, name, overwrite, store, cancellationToken).ConfigureAwait(false);
    }

    internal static Task<Guid> SaveAnonymousAsync(Block block, IBlockStore? store, CancellationToken cancellationToken) =>
        SaveCoreAsync(block, null, overwrite: false, store, cancellationToken);

    internal static async Task<Block> LoadAsync(
        string path, bool validate, IBlockStore? store, CancellationToken cancellationToken)
    {
        (string slug, string name) = BlockNames.Split(path);
        return await LoadNamedAsync(BlockRegistry.Get(slug), name, validate, store ?? BlockStore.Current, cancellationToken)
            .ConfigureAwait(false);
    }

    internal static async Task<Block> LoadFromReferenceAsync(
        BlockReference reference, bool validate, IBlockStore? store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Path is { } path)
        {
            return await LoadAsync(path, validate, store, cancellationToken).ConfigureAwait(false);
        }

        store ??= BlockStore.Current;
        Guid id = reference.Id.GetValueOrDefault();
        BlockDocument document = await store.FindAsync(id, SecretHandling.Reveal, cancellationToken).ConfigureAwait(false)
            ?? throw new BlockNotFoundException($"There is no block document {id} in {store.Location}.");
        return Finish(BlockRegistry.Get(document.BlockTypeSlug), document, validate);
    }

    internal static Task DeleteAsync(string path, IBlockStore? store, CancellationToken cancellationToken)
    {
        (string slug, string name) = BlockNames.Split(path);
        return DeleteNamedAsync(slug, name, store ?? BlockStore.Current, cancellationToken);
    }

    private static async Task<RegisteredBlockType> RegisterAsync(
        BlockType type, IBlockStore store, CancellationToken cancellationToken)
    {
        foreach (string slug in type.Manifest.Schema.References)
        {
            if (slug != type.Slug)
            {
                await RegisterAsync(BlockRegistry.Get(slug), store, cancellationToken).ConfigureAwait(false);
            }
        }

        return await store.RegisterAsync(type.Manifest, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Guid> SaveCoreAsync(
        Block block, string? name, bool overwrite, IBlockStore? store, CancellationToken cancellationToken)
    {
        BlockValidation.ThrowIfUnfit(block);
        block.Initialize();
        store ??= BlockStore.Current;
        RegisteredBlockType type = await RegisterAsync(block.GetBlockType(), store, cancellationToken).ConfigureAwait(false);
        ArrayBufferWriter<byte> data = new();
        BlockJson.Write(block, data, SecretHandling.Reveal, references: true);
        Guid id = await store.SaveAsync(
            new BlockDocumentDraft { Type = type, Name = name, Data = data.WrittenMemory, Overwrite = overwrite },
            cancellationToken).ConfigureAwait(false);
        block.Identify(id, name, isAnonymous: name is null);
        block.MissingFields = [];
        return id;
    }

    private static async Task<Block> LoadNamedAsync(
        BlockType type, string name, bool validate, IBlockStore store, CancellationToken cancellationToken)
    {
        BlockDocument document = await store.FindAsync(type.Slug, name, SecretHandling.Reveal, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(type.Slug, name, store);
        return Finish(type, document, validate);
    }

    private static Block Finish(BlockType type, BlockDocument document, bool validate)
    {
        Block block = BlockJson.Read(type, document, lenient: !validate);
        BlockEvents.Loaded(type, document, block);
        return block;
    }

    private static async Task DeleteNamedAsync(string slug, string name, IBlockStore store, CancellationToken cancellationToken)
    {
        Guid id = await store.FindIdAsync(slug, name, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(slug, name, store);
        await store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static BlockNotFoundException NotFound(string slug, string name, IBlockStore store) => new(
        $"There is no block '{slug}/{BlockNames.Shorten(name)}' in {store.Location}. 'dotnet prefect block ls' lists those there are.");
}

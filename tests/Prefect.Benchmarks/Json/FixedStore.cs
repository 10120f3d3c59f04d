using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>Answers every load with one document, so that reading it is all that is measured.</summary>
internal sealed class FixedStore(BlockDocument document) : IBlockStore
{
    public string Location => "memory";

    public ValueTask<BlockDocument?> FindAsync(
        string slug, string name, SecretHandling secrets, CancellationToken cancellationToken = default) => new(document);

    public ValueTask<BlockDocument?> FindAsync(Guid id, SecretHandling secrets, CancellationToken cancellationToken = default) =>
        new(document);

    public ValueTask<RegisteredBlockType> RegisterAsync(BlockTypeManifest type, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<RegisteredBlockType?> FindTypeAsync(string slug, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<RegisteredBlockType> ListTypesAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<bool> DeleteTypeAsync(string slug, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<BlockDocumentSummary> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<Guid> SaveAsync(BlockDocumentDraft draft, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

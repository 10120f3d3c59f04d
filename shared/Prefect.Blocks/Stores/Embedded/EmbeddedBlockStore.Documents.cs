using System.Runtime.CompilerServices;

namespace Prefect.Blocks;

public sealed partial class EmbeddedBlockStore
{
    /// <inheritdoc/>
    public ValueTask<BlockDocument?> FindAsync(
        string slug, string name, SecretHandling secrets, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ReadAsync(
            (slug, name, secrets), static (reader, asked) => reader.Find(asked.slug, asked.name, asked.secrets), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<BlockDocument?> FindAsync(Guid id, SecretHandling secrets, CancellationToken cancellationToken = default) =>
        ReadAsync((id, secrets), static (reader, asked) => reader.Find(asked.id, asked.secrets), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Guid?> FindIdAsync(string slug, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ReadAsync((slug, name), static (reader, asked) => reader.FindId(asked.slug, asked.name), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockDocumentSummary> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<(long, string, string)> types =
            await ReadAsync(0, static (reader, _) => reader.TypeNumbers(), cancellationToken).ConfigureAwait(false);
        foreach ((long, string, string) type in types)
        {
            // Page by page, so that no connection is held while the caller thinks.
            string? last = "";
            while (last is not null)
            {
                IReadOnlyList<BlockDocumentSummary> page = await ReadAsync(
                    (type, last), static (reader, asked) => reader.ListPage(asked.type, asked.last), cancellationToken).ConfigureAwait(false);
                foreach (BlockDocumentSummary document in page)
                {
                    yield return document;
                }

                last = page.Count == 0 ? null : page[^1].Name;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The data is no JSON object, or a reference in it holds no id.</exception>
    /// <exception cref="BlockNameException">The name breaks the rules.</exception>
    /// <exception cref="BlockValidationException">A reference leads to no document, or back to this one.</exception>
    public ValueTask<Guid> SaveAsync(BlockDocumentDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Name is not null)
        {
            BlockNameException.ThrowIfInvalid(draft.Name, nameof(draft));
        }

        IReadOnlyList<(string, Guid)> references = ReferenceScan.Find(draft.Data.Span);
        return _writer.RunAsync(writer => writer.Save(draft, references), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _writer.RunAsync(writer => writer.Delete(id), cancellationToken);
}

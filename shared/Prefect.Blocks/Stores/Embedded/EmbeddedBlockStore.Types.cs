using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Prefect.Blocks;

public sealed partial class EmbeddedBlockStore
{
    private readonly ConcurrentDictionary<(string Slug, string Checksum, string Version), RegisteredBlockType> _registered = new();

    /// <inheritdoc/>
    public async ValueTask<RegisteredBlockType> RegisterAsync(BlockTypeManifest type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (string.IsNullOrEmpty(type.Slug))
        {
            throw new BlockDefinitionException($"The block type '{type.Name}' has no slug. Rebuild the assembly that declares it.");
        }

        (string, string, string) key = (type.Slug, type.Schema.Checksum, type.Schema.Version);
        if (_registered.TryGetValue(key, out RegisteredBlockType? known) && SaysTheSame(known.Manifest, type))
        {
            return known;
        }

        RegisteredBlockType registered =
            await ReadAsync(type, static (reader, type) => reader.FindRegistered(type), cancellationToken).ConfigureAwait(false)
            ?? await _writer.RunAsync(writer => writer.Register(type), cancellationToken).ConfigureAwait(false);
        _registered[key] = registered;
        return registered;
    }

    /// <inheritdoc/>
    public ValueTask<RegisteredBlockType?> FindTypeAsync(string slug, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        return ReadAsync(slug, static (reader, slug) => reader.FindType(slug), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RegisteredBlockType> ListTypesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<RegisteredBlockType> types =
            await ReadAsync(0, static (reader, _) => reader.ListTypes(), cancellationToken).ConfigureAwait(false);
        foreach (RegisteredBlockType type in types)
        {
            yield return type;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteTypeAsync(string slug, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        bool isDeleted = await _writer.RunAsync(writer => writer.DeleteType(slug), cancellationToken).ConfigureAwait(false);
        foreach ((string Slug, string, string) key in _registered.Keys)
        {
            if (key.Slug == slug)
            {
                _registered.TryRemove(key, out _);
            }
        }

        return isDeleted;
    }

    private static bool SaysTheSame(BlockTypeManifest known, BlockTypeManifest type) =>
        ReferenceEquals(known, type)
        || (known.LogoUrl == type.LogoUrl && known.DocumentationUrl == type.DocumentationUrl && known.Description == type.Description
            && known.CodeExample == type.CodeExample && known.IsProtected == type.IsProtected);
}

using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>The block types that this program knows: those of its loaded assemblies, and on demand of the others beside it.</summary>
public static partial class BlockRegistry
{
    private static readonly ConcurrentDictionary<string, Entry> s_entries = new(StringComparer.Ordinal);

    /// <summary>The types known now, by slug.</summary>
    public static IReadOnlyList<BlockType> Types =>
        [.. s_entries.Values.Select(entry => entry.Type()).OrderBy(type => type.Slug, StringComparer.Ordinal)];

    /// <summary>Makes a type known; for generated code. A type of the same slug is replaced, with a warning.</summary>
    /// <param name="slug">Identifier of the type.</param>
    /// <param name="clrType">The record that declares it.</param>
    /// <param name="type">Gives the type.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Register(string slug, Type clrType, Func<BlockType> type)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        ArgumentNullException.ThrowIfNull(clrType);
        ArgumentNullException.ThrowIfNull(type);
        s_entries.AddOrUpdate(slug, _ => new Entry(clrType, type), (_, known) =>
        {
            if (known.ClrType != clrType)
            {
                Replaced(PrefectLogging.CreateLogger(typeof(BlockRegistry)), slug, known.ClrType.FullName, clrType.FullName);
            }

            return new Entry(clrType, type);
        });
    }

    /// <summary>Gives a type.</summary>
    /// <param name="slug">Its slug.</param>
    /// <exception cref="ArgumentException"><paramref name="slug"/> is null or empty.</exception>
    /// <exception cref="UnknownBlockTypeException">No assembly of this program declares it.</exception>
    public static BlockType Get(string slug) => Find(slug) ?? throw new UnknownBlockTypeException(slug);

    /// <summary>Gives a type, or null when no assembly of this program declares it.</summary>
    /// <param name="slug">Its slug.</param>
    /// <exception cref="ArgumentException"><paramref name="slug"/> is null or empty.</exception>
    public static BlockType? Find(string slug)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        if (!s_entries.TryGetValue(slug, out Entry? entry) && BlockAssemblies.LoadFor(slug))
        {
            s_entries.TryGetValue(slug, out entry);
        }

        return entry?.Type();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The block type '{Slug}' is declared twice: {Second} takes the place of {First}.")]
    private static partial void Replaced(ILogger logger, string slug, string? first, string? second);

    private sealed record Entry(Type ClrType, Func<BlockType> Type);
}

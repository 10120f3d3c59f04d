using System.Buffers;
using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Blocks;

public static partial class BlockDocuments
{
    /// <summary>
    /// Saves data of a registered type that this program need not declare. The data is checked against the newest schema of the type
    /// first.
    /// </summary>
    /// <param name="store">Where to. Default: <see cref="BlockStore.Current"/>.</param>
    /// <param name="slug">Slug of the type.</param>
    /// <param name="name">Name of the document: <c>a-z 0-9 -</c>.</param>
    /// <param name="data">A JSON object, secrets in clear.</param>
    /// <param name="overwrite">
    /// Whether to replace a document that has the name; fields that the new data lacks stay. Default: no.
    /// </param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the document.</returns>
    /// <exception cref="ArgumentException">The slug is null or empty, or the name breaks the rules.</exception>
    /// <exception cref="BlockNotFoundException">The type is not registered.</exception>
    /// <exception cref="BlockValidationException">The data does not fit the type, or a mask stands in place of a secret.</exception>
    /// <exception cref="BlockAlreadyExistsException">The name is taken and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or written.</exception>
    public static async Task<Guid> SaveJsonAsync(
        IBlockStore? store, string slug, string name, JsonElement data, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        BlockNameException.ThrowIfInvalid(name);
        store ??= BlockStore.Current;
        RegisteredBlockType type = await store.FindTypeAsync(slug, cancellationToken).ConfigureAwait(false)
            ?? throw new BlockNotFoundException(
                $"There is no block type '{BlockNames.Shorten(slug)}' in {store.Location}. 'dotnet prefect block register' adds types, "
                + "'dotnet prefect block type ls' lists those there are.");
        BlockDocument? stored = overwrite
            ? await store.FindAsync(slug, name, SecretHandling.Mask, cancellationToken).ConfigureAwait(false)
            : null;
        IReadOnlyList<BlockFieldProblem> problems = SchemaCheck.Find(type.Manifest, data, stored);
        if (problems.Count > 0)
        {
            throw new BlockValidationException($"Block '{slug}/{name}'", problems, "Correct these fields and save again.");
        }

        BlockDocumentDraft draft = new() { Type = type, Name = name, Data = WithoutMetadata(data), Overwrite = overwrite };
        return await store.SaveAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a block from data that belongs to no document.</summary>
    /// <param name="type">The block's type.</param>
    /// <param name="data">A JSON object, secrets in clear.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is no object.</exception>
    /// <exception cref="BlockValidationException">The data does not fit the type, or a mask stands in place of a secret.</exception>
    public static Block FromJson(BlockType type, JsonElement data)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (data.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"The data of a {type.ClrType.Name} is an object, not {SchemaTypes.KindOf(data)}.", nameof(data));
        }

        BlockReadSession session = new(lenient: false) { RefusesMasks = true };
        Block block = BlockJson.Read(type, data, session, document: null);
        if (session.Problems.Count > 0)
        {
            throw new BlockValidationException($"The data of a {type.ClrType.Name}", session.Problems, "Correct these fields.");
        }

        block.Initialize();
        return block;
    }

    /// <summary>Drops what a printed block shows besides its data.</summary>
    private static ReadOnlyMemory<byte> WithoutMetadata(JsonElement data)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        foreach (JsonProperty member in data.EnumerateObject())
        {
            if (!SchemaCheck.IsMetadata(member.Name))
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}

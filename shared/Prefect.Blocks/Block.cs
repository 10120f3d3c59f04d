using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>
/// Typed configuration that can be saved under a name and loaded by it: credentials, a bucket, a webhook. A block is a
/// sealed partial record marked with <see cref="BlockAttribute"/>; its properties are its data. Two blocks are equal when
/// their data is, whatever document they come from. Printing one shows its data with secrets masked.
/// </summary>
[SyncTwins]
public abstract partial record Block
{
    private BlockIdentity? _identity;
    private bool _initialized;

    /// <summary>Makes a block that has no document.</summary>
    protected Block()
    {
    }

    /// <summary>Makes a copy, for <c>with</c>. It belongs to the same document, and is a block of its own to <see cref="OnInitialized"/>.</summary>
    /// <param name="original">The block to copy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="original"/> is null.</exception>
    protected Block(Block original)
    {
        ArgumentNullException.ThrowIfNull(original);
        _identity = original._identity;
        Extra = original.Extra;
        MissingFields = original.MissingFields;
    }

    /// <summary>Makes a block from a document; for generated code.</summary>
    /// <param name="reader">The document.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Block(BlockReader reader) => ArgumentNullException.ThrowIfNull(reader);

    /// <summary>Id of the document that the block was saved to or loaded from; null when it was neither.</summary>
    public Guid? BlockDocumentId => _identity?.Id;

    /// <summary>Name of the document that the block was saved to or loaded from; null when it has none.</summary>
    public string? BlockDocumentName => _identity?.Name;

    /// <summary>Whether the block's document has no name of its own.</summary>
    public bool IsAnonymous => _identity is { Name: null };

    /// <summary>
    /// What the document held besides the declared properties. It is not saved again, and serializers leave it out: it may be a
    /// secret that the type no longer declares.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> Extra { get; private set; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>
    /// Paths of the properties that a lenient load found missing or unfit and left at their initial values; empty otherwise.
    /// </summary>
    public IReadOnlyList<string> MissingFields { get; internal set; } = [];

    /// <summary>Logs under the name of the block's type.</summary>
    protected ILogger Logger => PrefectLogging.CreateLogger(GetType());

    /// <summary>Gives the block's type; implemented by the compiler.</summary>
    public abstract BlockType GetBlockType();

    /// <summary>Tells whether another block has the same type and data; the documents they come from do not count.</summary>
    /// <param name="other">The other block.</param>
    public virtual bool Equals(Block? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Gives the block's type and data, secrets masked.</summary>
    public sealed override string ToString()
    {
        try
        {
            return $"{GetType().Name} {ToJson()}";
        }
        catch (Exception exception) when (exception is BlockException or ArgumentException or InvalidOperationException)
        {
            // Logs and debuggers print blocks that could never be saved: a value that is no JSON must not break them.
            return $"{GetType().Name} (holds a value that is no JSON)";
        }
    }

    /// <summary>
    /// Gives the block as JSON: its data, <c>block_type_slug</c> and, when it has a document, <c>_block_document_id</c>,
    /// <c>_block_document_name</c> and <c>_is_anonymous</c>.
    /// </summary>
    /// <param name="secrets">Whether secrets stand in clear. Default: masked.</param>
    public string ToJson(SecretHandling secrets = SecretHandling.Mask) => BlockJson.Dump(this, secrets);

    /// <summary>
    /// Gives the text that stands for the block in job templates: <c>prefect.blocks.SLUG.NAME</c>; a dot and a property's name
    /// behind it select that property.
    /// </summary>
    /// <exception cref="BlockNotSavedException">The block was never saved under a name.</exception>
    public string GetBlockPlaceholder() =>
        BlockDocumentName is { } name
            ? $"prefect.blocks.{GetBlockType().Slug}.{name}"
            : throw new BlockNotSavedException($"This {GetType().Name} has no name to stand in a template. Save it under a name first.");

    /// <summary>Gives the JSON that refers to the block's document, as parameters of a deployment hold it.</summary>
    /// <exception cref="BlockNotSavedException">The block was never saved.</exception>
    public string ToReferenceJson() =>
        BlockDocumentId is { } id
            ? $$$"""{"$ref": {"block_document_id": "{{{id}}}"}}"""
            : throw new BlockNotSavedException($"This {GetType().Name} has no document to refer to. Save it first.");

    /// <summary>Writes the block's fields; implemented by the compiler.</summary>
    /// <param name="writer">Where to.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteFields(BlockWriter writer);

    /// <summary>
    /// Runs once, after the block was loaded or before it is first saved, and never while a field lacks its value. A copy made
    /// by <c>with</c> is a block of its own: it runs for it before that is saved. Override it to check how properties go
    /// together and to derive state; what it throws comes out of the load or save.
    /// </summary>
    protected virtual void OnInitialized()
    {
    }

    internal void Initialize()
    {
        if (_initialized)
        {
            return;
        }

        _initialized = true;
        OnInitialized();
    }

    internal void WriteTo(BlockWriter writer) => WriteFields(writer);

    internal void KeepExtra(IReadOnlyDictionary<string, JsonElement> extra) => Extra = extra;

    /// <summary>Stamps the document that the block now equals.</summary>
    internal void Identify(Guid id, string? name, bool isAnonymous) =>
        _identity = new BlockIdentity(id, isAnonymous ? null : name, BlockContent.Hash(this));

    /// <summary>Id of the block's document as long as the block still equals it.</summary>
    internal Guid? UneditedDocumentId() =>
        _identity is { } identity && identity.Content == BlockContent.Hash(this) ? identity.Id : null;
}

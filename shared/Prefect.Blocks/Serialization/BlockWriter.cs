using System.Buffers;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Writes the fields of one block or model; generated code calls it, field by field.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockWriter : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly bool _references;
    private int _depth;

    internal BlockWriter(IBufferWriter<byte> output, SecretHandling secrets, bool references)
    {
        Json = new Utf8JsonWriter(output, s_options);
        Secrets = secrets;
        _references = references;
    }

    /// <summary>Whether secrets are written in clear.</summary>
    internal SecretHandling Secrets { get; }

    /// <summary>Whether what has no order (sets, dictionaries, JSON objects) is sorted, so that equal data gives equal bytes.</summary>
    internal bool Canonical { get; init; }

    internal Utf8JsonWriter Json { get; }

    /// <summary>Writes a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    /// <typeparam name="T">Type of the property.</typeparam>
    public void Write<T>(BlockField<T> field, T value)
    {
        ArgumentNullException.ThrowIfNull(field);
        Json.WritePropertyName(field.Encoded);
        field.Codec.WriteOrNull(this, value);
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();

    internal void WriteDocument(Block block)
    {
        Json.WriteStartObject();
        block.WriteTo(this);
        Json.WriteEndObject();
        Json.Flush();
    }

    /// <summary>Writes a model as an object of its fields.</summary>
    internal void WriteObject<T>(T model, Action<T, BlockWriter> fields)
    {
        _depth++;
        Json.WriteStartObject();
        fields(model, this);
        Json.WriteEndObject();
        _depth--;
    }

    /// <summary>Writes a block held by another: as a reference where that is allowed and true, else whole.</summary>
    internal void WriteNested(Block block)
    {
        if (_references && _depth == 0 && block.UneditedDocumentId() is { } id)
        {
            Json.WriteStartObject();
            Json.WriteStartObject("$ref"u8);
            Json.WriteString("block_document_id"u8, id);
            Json.WriteEndObject();
            Json.WriteEndObject();
            return;
        }

        WriteObject(block, static (nested, writer) =>
        {
            nested.WriteTo(writer);
            writer.Json.WriteString("block_type_slug"u8, nested.GetBlockType().Slug);
        });
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="BlockValidationException">The text is to be kept and would not come back as it is.</exception>
    internal void WriteText(string text)
    {
        if (Secrets == SecretHandling.Reveal)
        {
            HalfPairs.ThrowIfIn(text);
        }

        Json.WriteStringValue(text);
    }

    /// <summary>Writes a secret's text, or the mask in its place.</summary>
    internal void WriteSecret(string stored) =>
        WriteText(stored.Length == 0 || Secrets == SecretHandling.Reveal ? stored : SecretMask.Display);

    /// <summary>Enters a list or dictionary, in which a block is never written as a reference.</summary>
    internal void EnterContainer() => _depth++;

    internal void LeaveContainer() => _depth--;
}

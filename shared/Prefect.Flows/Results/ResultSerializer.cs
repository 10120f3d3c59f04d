using System.Diagnostics;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes results, and reads them back. Named by its type in records, so that any program knows how to read one.</summary>
/// <remarks>
/// To make one of your own, derive from this and make it known by <see cref="Register"/>; records then name its
/// <see cref="Type"/>. What it writes must be text in UTF-8: a record is JSON.
/// </remarks>
[DebuggerDisplay("{Type,nq}")]
public abstract class ResultSerializer
{
    /// <summary>JSON. Values of your own types are written by their public properties.</summary>
    public static ResultSerializer Json { get; } = new JsonResultSerializer();

    /// <summary>JSON, packed by gzip and written in Base64.</summary>
    public static ResultSerializer CompressedJson { get; } = new CompressedResultSerializer("compressed/json", Json, CompressionLibrary.Gzip);

    /// <summary>Names the serializer in records, as in <c>json</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The serializer of a name: <c>json</c>, <c>compressed/json</c>, or one that was made known.</summary>
    /// <param name="type">The name.</param>
    public static implicit operator ResultSerializer(string type) => FromString(type);

    /// <summary>The serializer of a name: <c>json</c>, <c>compressed/json</c>, or one that was made known.</summary>
    /// <param name="type">The name.</param>
    /// <exception cref="ArgumentException">There is none of that name; <c>pickle</c> is Python's alone.</exception>
    public static ResultSerializer FromString(string type)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        return ResultSerializers.Find(type) ?? throw new ArgumentException(
            type.Contains("pickle", StringComparison.OrdinalIgnoreCase)
                ? $"The serializer '{type}' exists only in Python. Use json or compressed/json, in Python too where both languages share results."
                : $"There is no serializer '{type}'. Those known are: {string.Join(", ", ResultSerializers.Names)}. Make another one known by ResultSerializer.Register.",
            nameof(type));
    }

    /// <summary>Packs what another serializer writes, and writes it in Base64.</summary>
    /// <param name="inner">The other serializer.</param>
    /// <param name="library">How it is packed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public static ResultSerializer Compressed(ResultSerializer inner, CompressionLibrary library = CompressionLibrary.Gzip)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new CompressedResultSerializer(inner is JsonResultSerializer ? "compressed/json" : "compressed", inner, library);
    }

    /// <summary>Makes a serializer known by its name, so that options and records can name it. Another one of that name is replaced.</summary>
    /// <param name="type">The name.</param>
    /// <param name="make">Makes it from what <see cref="WriteSettings"/> wrote: the JSON object that stands in a record.</param>
    /// <exception cref="ArgumentException">The name is empty, or one of the built-in ones.</exception>
    /// <example><code>ResultSerializer.Register("lines", static _ => new LineSerializer());</code></example>
    public static void Register(string type, Func<JsonElement, ResultSerializer> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentNullException.ThrowIfNull(make);
        ResultSerializers.Add(type, make);
    }

    /// <summary>Writes a result.</summary>
    /// <param name="value">The result.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <returns>Text in UTF-8.</returns>
    /// <exception cref="ResultSerializationException">The result cannot be written.</exception>
    public abstract ReadOnlyMemory<byte> Serialize<T>(T value);

    /// <summary>Reads a result.</summary>
    /// <param name="content">What was written.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="ResultSerializationException">The content is no such result.</exception>
    public abstract T? Deserialize<T>(ReadOnlyMemory<byte> content);

    /// <summary>Gives the name.</summary>
    public override string ToString() => Type;

    /// <summary>Writes what a reader needs to know beside the name: members of the JSON object that stands in a record.</summary>
    /// <param name="writer">Where to; inside the object.</param>
    protected internal virtual void WriteSettings(Utf8JsonWriter writer)
    {
    }

    /// <summary>What was written, before it was packed.</summary>
    internal virtual ReadOnlyMemory<byte> InClear(ReadOnlyMemory<byte> content) => content;

    /// <summary>Whether content looks like what this writes; tells half a file from a whole one.</summary>
    internal virtual bool Accepts(ReadOnlyMemory<byte> content) => true;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        WriteSettings(writer);
        writer.WriteEndObject();
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>
/// A JSON value of any kind that prints as <see cref="SecretMask.Display"/> everywhere; only <see cref="Reveal"/> gives it.
/// </summary>
[DebuggerDisplay(SecretMask.Display)]
[JsonConverter(typeof(Converter))]
public readonly struct SecretJson : IEquatable<SecretJson>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _json;

    /// <summary>Wraps a JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public SecretJson(JsonNode? value) => _json = value?.ToJsonString() ?? "null";

    internal SecretJson(JsonElement element) => _json = element.GetRawText();

    /// <summary>Whether the value is null or an empty text.</summary>
    public bool IsEmpty => _json is null or "null" or "\"\"";

    internal string Stored => _json ?? "null";

    internal bool IsReference => Parse() is JsonValue text && text.TryGetValue(out string? stored) && SecretReferences.IsReference(stored);

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The value, or a reference to it such as <c>env:NAME</c>.</param>
    public static implicit operator SecretJson(string? text) => new(JsonValue.Create(text));

    /// <summary>Wraps a JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static implicit operator SecretJson(JsonNode? value) => new(value);

    /// <summary>Tells whether two secrets hold the same value.</summary>
    public static bool operator ==(SecretJson left, SecretJson right) => left.Equals(right);

    /// <summary>Tells whether two secrets hold different values.</summary>
    public static bool operator !=(SecretJson left, SecretJson right) => !left.Equals(right);

    /// <summary>Wraps a text; the same as the implicit conversion.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public static SecretJson FromString(string? text) => text;

    /// <summary>Wraps a JSON value; the same as the implicit conversion.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static SecretJson FromJsonNode(JsonNode? value) => new(value);

    /// <summary>
    /// Gives a copy of the value in clear, following a reference if it is a text, and makes its texts known to
    /// <see cref="SecretMasker"/>.
    /// </summary>
    /// <exception cref="SecretReferenceException">The reference leads nowhere.</exception>
    public JsonNode? Reveal()
    {
        JsonNode? value = Parse();
        if (value is JsonValue text && text.TryGetValue(out string? stored))
        {
            return JsonValue.Create(SecretReferences.Resolve(stored));
        }

        SecretMasker.Add(value);
        return value;
    }

    /// <summary>A copy of the value as it is stored, which nobody is told of.</summary>
    internal JsonNode? Parse() => JsonNode.Parse(Stored);

    /// <inheritdoc/>
    public bool Equals(SecretJson other) =>
        JsonNode.DeepEquals(Parse(), other.Parse());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SecretJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Parse()?.GetValueKind() ?? JsonValueKind.Null);

    /// <summary>Gives the mask; nothing when the value is empty.</summary>
    public override string ToString() => IsEmpty ? "" : SecretMask.Display;

    private sealed class Converter : JsonConverter<SecretJson>
    {
        public override SecretJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return new SecretJson(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, SecretJson value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

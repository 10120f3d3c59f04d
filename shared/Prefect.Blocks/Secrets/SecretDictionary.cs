using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>
/// A JSON object whose names are visible and whose values are secret: each prints as <see cref="SecretMask.Display"/>, and
/// only <see cref="Reveal()"/> gives them. A text value may be a reference such as <c>env:NAME</c>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(DebuggerView))]
[JsonConverter(typeof(Converter))]
[SuppressMessage("Naming", "CA1710", Justification = "It is a dictionary, and Prefect's users know it by that name.")]
public sealed class SecretDictionary : IReadOnlyCollection<KeyValuePair<string, SecretJson>>, IEquatable<SecretDictionary>
{
    private readonly Dictionary<string, SecretJson> _values;

    /// <summary>Makes an empty dictionary.</summary>
    public SecretDictionary() => _values = [];

    /// <summary>Wraps the members of a JSON object.</summary>
    /// <param name="values">The object; it is copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public SecretDictionary(IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values.ToDictionary(pair => pair.Key, pair => new SecretJson(pair.Value), StringComparer.Ordinal);
    }

    internal SecretDictionary(JsonElement element) =>
        _values = element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new SecretJson(group.Last().Value), StringComparer.Ordinal);

    /// <summary>Number of values.</summary>
    public int Count => _values.Count;

    /// <summary>The names, in the order they were added.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>The value of a name, still masked.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public SecretJson this[string key] => _values[key];

    /// <summary>Adds a value; for collection initialisers.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string key, SecretJson value) => _values.Add(key, value);

    /// <summary>Gives all values in clear, references followed, and makes them known to <see cref="SecretMasker"/>.</summary>
    /// <exception cref="SecretReferenceException">A reference leads nowhere.</exception>
    public JsonObject Reveal() =>
        new(_values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Reveal())));

    /// <summary>
    /// Gives all values in clear, references followed, and makes known to <see cref="SecretMasker"/> only those that are secret: for
    /// dictionaries that hold secrets among plainer things, as an environment does.
    /// </summary>
    /// <param name="isSecret">Tells by name and value. It is not asked about references: what they lead to is secret.</param>
    /// <exception cref="ArgumentNullException"><paramref name="isSecret"/> is null.</exception>
    /// <exception cref="SecretReferenceException">A reference leads nowhere.</exception>
    public JsonObject Reveal(Func<string, JsonNode?, bool> isSecret)
    {
        ArgumentNullException.ThrowIfNull(isSecret);
        return new(_values.Select(pair => KeyValuePair.Create(
            pair.Key, pair.Value.IsReference || isSecret(pair.Key, pair.Value.Parse()) ? pair.Value.Reveal() : pair.Value.Parse())));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, SecretJson>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SecretDictionary? other) =>
        other is not null && Count == other.Count
        && _values.All(pair => other._values.TryGetValue(pair.Key, out SecretJson value) && value == pair.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretDictionary);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _values.Keys.Aggregate(Count, (hash, key) => hash ^ StringComparer.Ordinal.GetHashCode(key));

    /// <summary>Gives the names with masks for values; nothing when there are none.</summary>
    public override string ToString() =>
        Count == 0 ? "" : "{" + string.Join(", ", _values.Keys.Select(key => $"{key}: {SecretMask.Display}")) + "}";

    private sealed class DebuggerView(SecretDictionary dictionary)
    {
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public string[] Names { get; } = [.. dictionary.Keys];
    }

    private sealed class Converter : JsonConverter<SecretDictionary>
    {
        public override SecretDictionary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return new SecretDictionary(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, SecretDictionary value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (string key in value.Keys)
            {
                writer.WriteString(key, SecretMask.Display);
            }

            writer.WriteEndObject();
        }
    }
}

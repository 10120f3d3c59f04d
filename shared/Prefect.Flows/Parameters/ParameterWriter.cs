using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Reflection;
using System.Xml;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Writes values as JSON, whatever they are. Blocks become references; what is no data (a run, a stream, a value inside itself)
/// becomes the name of its type.
/// </summary>
internal sealed class ParameterWriter
{
    private const int Deepest = 60;
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);
    private readonly SecretHandling _secrets;

    private ParameterWriter(SecretHandling secrets) => _secrets = secrets;

    /// <summary>Writes a value; never throws.</summary>
    public static JsonNode? ToJson(object? value, SecretHandling secrets = SecretHandling.Mask) => new ParameterWriter(secrets).Write(value);

    private JsonNode? Write(object? value)
    {
        if (value is null)
        {
            return null;
        }

        bool isReference = !value.GetType().IsValueType && value is not string;
        if (isReference && (_open.Count >= Deepest || !_open.Add(value)))
        {
            return Placeholder(value);
        }

        try
        {
            return WriteScalar(value) ?? WriteCompound(value);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Properties and iterators of somebody else may throw anything; a record of a call must not fail for it.
            return Placeholder(value);
        }
        finally
        {
            if (isReference)
            {
                _open.Remove(value);
            }
        }
    }

    private JsonNode? WriteScalar(object value) => value switch
    {
        string text => Text(text),
        bool flag => JsonValue.Create(flag),
        char character => Text(character.ToString()),
        JsonFraction fraction => JsonNode.Parse(fraction.Text),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)),
        float number => float.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)),
        Half number => Half.IsFinite(number) ? JsonValue.Create((double)number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)),
        decimal number => JsonValue.Create(number),
        Enum named => Text(EnumNames.Of(named)),
        _ when ValueKinds.IsInteger(value) => JsonNode.Parse(((IFormattable)value).ToString("D", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
        DateTimeOffset time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture)),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => JsonValue.Create(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        TimeSpan span => JsonValue.Create(XmlConvert.ToString(span)),
        Guid id => JsonValue.Create(id),
        Uri address => Text(address.OriginalString),
        byte[] bytes => Bytes(bytes),
        SecretString secret => Secret(secret.IsEmpty ? "" : secret.ToString(), secret.Reveal),
        SecretBytes secret => Secret(secret.ToString(), () => Encoding.UTF8.GetString(secret.Reveal())),
        _ => null,
    };

    private JsonNode? WriteCompound(object value) => value switch
    {
        JsonNode node => Write(JsonPlain.Of(node)) ?? null,
        JsonElement element => Write(JsonPlain.Of(element)),
        JsonDocument document => Write(JsonPlain.Of(document.RootElement)),
        SecretJson secret => _secrets == SecretHandling.Reveal ? secret.Reveal() : JsonValue.Create(secret.ToString()),
        SecretDictionary secrets => _secrets == SecretHandling.Reveal
            ? secrets.Reveal()
            : new JsonObject(secrets.Keys.Select(key => KeyValuePair.Create(key, (JsonNode?)JsonValue.Create(SecretMask.Display)))),
        Block block => JsonNode.Parse(block.BlockDocumentId is null ? block.ToJson(_secrets) : block.ToReferenceJson()),
        _ when value.GetType() is { IsGenericType: true } type && (type.GetGenericTypeDefinition() == typeof(OneOf<,>) || type.GetGenericTypeDefinition() == typeof(OneOf<,,>)) =>
            Write(type.GetProperty("Value")!.GetValue(value)),
        IInputAnnotation annotation => Write(annotation.Unwrap()),
        TaskFuture or State or RunContext or Run or IAsyncDisposable or IDisposable => Placeholder(value),
        IDictionary dictionary => Members(DictionaryEntries.Of(dictionary)),
        IReadOnlyDictionary<string, object?> members => Members(members.Select(member => ((object)member.Key, member.Value))),
        System.Runtime.CompilerServices.ITuple tuple when value.GetType().IsValueType => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(index => Write(tuple[index]))]),
        IEnumerable items when ValueKinds.IsHeld(items) => new JsonArray([.. items.Cast<object?>().Select(Write)]),
        _ when DataShape.Of(value.GetType()) is { } shape =>
            new JsonObject(shape.Members.Select(member => KeyValuePair.Create(member.WireName, Write(member.Read(value))))),
        _ when value.GetType().GetCustomAttribute<JsonConverterAttribute>(inherit: false) is not null => JsonSerializer.SerializeToNode(value, value.GetType(), JsonSerializerOptions.Web),
        _ when IsText(value) => Text(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        Version version => Text(version.ToString()),
        _ => Placeholder(value),
    };

    private JsonObject Members(IEnumerable<(object Key, object? Value)> members)
    {
        JsonObject written = [];
        foreach ((object key, object? value) in members)
        {
            string name = key as string ?? Write(key)?.ToString() ?? "null";
            written[Masked(name)] = Write(value);
        }

        return written;
    }

    /// <summary>Whether a value can be read back from its text, as a version or an address of the network.</summary>
    private static bool IsText(object value) => value is IFormattable
        && Array.Exists(value.GetType().GetInterfaces(), contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>));

    private JsonValue Secret(string masked, Func<string> reveal) => JsonValue.Create(_secrets == SecretHandling.Reveal ? reveal() : masked);

    private JsonValue? Bytes(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetByteCount(text) == bytes.Length && Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes) ? Text(text) : Placeholder(bytes);
    }

    private JsonValue Text(string text) => JsonValue.Create(Masked(text));

    private string Masked(string text) => _secrets == SecretHandling.Reveal ? text : SecretMasker.Mask(text);

    private static JsonValue Placeholder(object value) => JsonValue.Create($"<{TypeNames.Of(value.GetType())}>");
}

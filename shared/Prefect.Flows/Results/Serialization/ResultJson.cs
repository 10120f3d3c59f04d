using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Flows;

/// <summary>JSON of results: of any type that a user returns, which no generated code can know.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Results are of users' own types; what is trimmed from one was used nowhere.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Results are of users' own types; a compiled program keeps results of types that it makes known to System.Text.Json.")]
internal static class ResultJson
{
    private const int MostDepth = 256;

    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = MostDepth };

    private static readonly JsonSerializerOptions s_options = new()
    {
        MaxDepth = MostDepth,
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new UnstorableConverters(), new ExceptionConverters(), new BlockConverters(), new PlainValueConverter(), new UnitConverter() },
    };

    /// <summary>Metadata of types that this library itself writes.</summary>
    public static TextJsonContext Texts => TextJsonContext.Default;

    public static byte[] Write(object? value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, type, s_options);

    public static T? Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, s_options);

    /// <summary>Writes plain values as they are, and one of a type of the user's with the type's name around it.</summary>
    public static byte[] WriteTagged<T>(T value)
    {
        Type type = value?.GetType() ?? typeof(T);
        if (value is null || IsPlain(value, type))
        {
            return Write(value, type);
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("__class__", TypeTags.Of(type));
            writer.WritePropertyName("data");
            JsonSerializer.Serialize(writer, value, type, s_options);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static T? ReadTagged<T>(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json, Deep);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return root.Deserialize<T>(s_options);
        }

        if (root.TryGetProperty("__exc_type__", out _) && root.Deserialize<Exception>(s_options) is { } failure)
        {
            return failure is T expected ? expected : throw new ResultSerializationException(
                $"The result is an exception, and no {typeof(T)}: {failure.Message}", failure);
        }

        bool isTagged = root.TryGetProperty("__class__", out JsonElement tag) && tag.ValueKind == JsonValueKind.String;
        if (!isTagged || !root.TryGetProperty("data", out JsonElement data) || typeof(T) == typeof(object) || typeof(IDictionary).IsAssignableFrom(typeof(T)))
        {
            return root.Deserialize<T>(s_options);
        }

        Type? type = TypeTags.IsTag(tag.GetString()) ? TypeTags.Find(tag.GetString()!, typeof(T)) : null;
        return type is null ? data.Deserialize<T>(s_options) : (T?)data.Deserialize(type, s_options);
    }

    /// <summary>Whether the value is what every language has: no name of a type would tell a reader more.</summary>
    private static bool IsPlain(object value, Type type) =>
        value is string or IEnumerable or Exception or JsonNode or JsonElement or JsonDocument or Prefect.Blocks.Block or System.Runtime.CompilerServices.ITuple
        || type.IsPrimitive || type.IsEnum || type.Name == nameof(Unit) || type.Namespace == "System" || type.Name.StartsWith('<');
}

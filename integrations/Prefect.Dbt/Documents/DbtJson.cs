using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>Reads documents of dbt leniently: what is missing, null or of another kind is not there.</summary>
internal static class DbtJson
{
    private static readonly JsonElement s_none = JsonElement.Parse("null");
    private static readonly JsonElement s_empty = JsonElement.Parse("{}");

    /// <summary>A member; null where there is none.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement member) ? member : s_none;

    /// <summary>An object of that name; an empty one where there is none.</summary>
    public static JsonElement Object(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Object } member ? member : s_empty;

    public static string? Text(this JsonElement json, string name) => json.Member(name).Text();

    /// <summary>The text, or the number as a text; null for all else.</summary>
    public static string? Text(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetRawText(),
        _ => null,
    };

    public static long? Number(this JsonElement json, string name) =>
        long.TryParse(json.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static double? Fraction(this JsonElement json, string name) =>
        double.TryParse(json.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>A time in seconds; null for what is none, or too long to be one.</summary>
    public static TimeSpan? Seconds(this JsonElement json, string name) =>
        json.Fraction(name) is { } seconds && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    public static bool Truth(this JsonElement json, string name) => json.Member(name).ValueKind == JsonValueKind.True;

    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        json.Text(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>The items of a list; nothing where there is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The objects of a list.</summary>
    public static IReadOnlyList<T> Objects<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        [.. json.Items(name).Where(static item => item.ValueKind == JsonValueKind.Object).Select(read)];

    /// <summary>The texts of a list, or the one text that stands in place of it.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.String } single
        ? [single.GetString()!]
        : [.. json.Items(name).Select(Text).OfType<string>()];

    /// <summary>The members of an object, by name.</summary>
    public static IReadOnlyDictionary<string, T> Map<T>(this JsonElement json, string name, Func<JsonElement, T> read)
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (JsonProperty member in json.Object(name).EnumerateObject())
        {
            map[member.Name] = read(member.Value);
        }

        return map;
    }

    /// <summary>The lists of texts of an object, by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Lists(this JsonElement json, string name) =>
        json.Map<IReadOnlyList<string>>(name, static list =>
            list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Text).OfType<string>()] : []);

    /// <summary>A copy of an object with a list of texts in it, in place of what has that name.</summary>
    public static JsonElement With(this JsonElement json, string name, IEnumerable<string> texts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in json.EnumerateObject().Where(member => !member.NameEquals(name)))
            {
                member.WriteTo(writer);
            }

            writer.WriteStartArray(name);
            foreach (string text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}

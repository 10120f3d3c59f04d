using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>How values stand in names when no format is given: the same in every culture, secrets masked.</summary>
internal static class TemplateText
{
    private const int Deepest = 8;
    private const int MostItems = 100;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        TemplateLookup => throw new FormatException("it has members, so name one of them."),
        _ => Compound(value, 0) ?? Scalar(value),
    };

    /// <summary>Writes a value as code would: texts in quotes.</summary>
    public static string Literal(object? value, bool isAscii)
    {
        string text = value is TemplateLookup ? Of(value) : Item(value, 0);
        return isAscii ? Escape(text) : text;
    }

    private static string Scalar(object value) => value switch
    {
        DateTime time => time.ToString(time.Kind == DateTimeKind.Utc ? "yyyy-MM-dd HH:mm:ss'+00:00'" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string? Compound(object value, int depth) => value switch
    {
        JsonElement element => Compound(JsonPlain.Of(element) ?? "null", depth) ?? Of(JsonPlain.Of(element)),
        JsonNode node => Compound(JsonPlain.Of(node) ?? "null", depth) ?? Of(JsonPlain.Of(node)),
        string or SecretDictionary or Block => null,
        _ when depth >= Deepest => "…",
        IDictionary dictionary => "{" + List(DictionaryEntries.Of(dictionary).Select(pair => $"{Item(pair.Key, depth + 1)}: {Item(pair.Value, depth + 1)}")) + "}",
        IReadOnlyDictionary<string, object?> members => "{" + List(members.Select(pair => $"{Item(pair.Key, depth + 1)}: {Item(pair.Value, depth + 1)}")) + "}",
        IEnumerable items when ValueKinds.IsHeld(items) => "[" + List(items.Cast<object?>().Select(item => Item(item, depth + 1))) + "]",
        _ => null,
    };

    private static string Item(object? value, int depth) => value switch
    {
        null => "null",
        string text => Quote(text),
        char character => Quote(character.ToString()),
        _ => Compound(value, depth) ?? Scalar(value),
    };

    private static string List(IEnumerable<string> items)
    {
        List<string> first = [.. items.Take(MostItems + 1)];
        return first.Count > MostItems ? string.Join(", ", first.Take(MostItems)) + ", …" : string.Join(", ", first);
    }

    private static string Quote(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        StringBuilder quoted = new StringBuilder(text.Length + 2).Append(quote);
        foreach (char character in text)
        {
            _ = character switch
            {
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                _ when character == quote => quoted.Append('\\').Append(character),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append(quote).ToString();
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                < 0x80 => escaped.Append((char)rune.Value),
                < 0x100 => escaped.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        return escaped.ToString();
    }
}

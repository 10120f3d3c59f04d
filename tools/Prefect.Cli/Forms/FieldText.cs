using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Cli;

/// <summary>Turns what was typed for a field into JSON.</summary>
internal static class FieldText
{
    /// <summary>Reads what was typed; false where it is not what the field takes.</summary>
    public static bool TryRead(FormField field, string typed, [NotNullWhen(true)] out JsonNode? value)
    {
        value = field.Kind switch
        {
            FieldKind.Text => JsonValue.Create(typed),
            FieldKind.WholeNumber when long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) =>
                JsonValue.Create(whole),
            FieldKind.Number when double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number) => JsonValue.Create(number),
            FieldKind.Boolean when TryBoolean(typed, out bool isOn) => JsonValue.Create(isOn),
            FieldKind.Choice when field.Choices.Contains(typed, StringComparer.Ordinal) => JsonValue.Create(typed),
            FieldKind.TextList => TextList(typed),
            FieldKind.Json => JsonOrText(typed),
            _ => null,
        };
        return value is not null;
    }

    private static bool TryBoolean(string typed, out bool value)
    {
        value = IsOneOf(typed, "yes", "y", "true", "on", "1");
        return value || IsOneOf(typed, "no", "n", "false", "off", "0");
    }

    private static bool IsOneOf(string typed, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (typed.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonArray TextList(string typed)
    {
        if (typed.StartsWith('[') && TryParse(typed) is JsonArray array)
        {
            return array;
        }

        JsonArray items = [];
        foreach (string item in typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            items.Add((JsonNode)JsonValue.Create(item)!);
        }

        return items;
    }

    private static JsonNode JsonOrText(string typed) => TryParse(typed) ?? JsonValue.Create(typed)!;

    private static JsonNode? TryParse(string typed)
    {
        try
        {
            return JsonNode.Parse(typed);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace Prefect.Client;

/// <summary>Reads settings that hold several values, as commas or as JSON.</summary>
internal static class SettingLists
{
    public static IReadOnlyList<string>? TryTexts(string text)
    {
        if (!text.TrimStart().StartsWith('['))
        {
            return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        using JsonDocument? document = TryJson(text);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        List<string> texts = [];
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            if (item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                return null;
            }

            texts.Add(item.ToString());
        }

        return texts;
    }

    public static IReadOnlyList<double>? TryNumbers(string text)
    {
        if (TryTexts(text) is not { } texts)
        {
            return null;
        }

        List<double> numbers = new(texts.Count);
        foreach (string item in texts)
        {
            if (!SettingParser.TryNumber(item, out double number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    public static IReadOnlyDictionary<string, string>? TryMap(string text)
    {
        using JsonDocument? document = TryJson(text);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        Dictionary<string, string> map = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty entry in document.RootElement.EnumerateObject())
        {
            if (entry.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                return null;
            }

            map[entry.Name] = entry.Value.ToString();
        }

        return map;
    }

    private static JsonDocument? TryJson(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

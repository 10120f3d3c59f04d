using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Reads the members of a JSON column that may be missing.</summary>
internal static class RowJson
{
    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public static Guid? Id(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetGuid() : null;

    public static DateTimeOffset Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? new DateTimeOffset(value.GetInt64(), TimeSpan.Zero) : default;

    public static IReadOnlyList<string> Texts(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        List<string> texts = new(value.GetArrayLength());
        foreach (JsonElement text in value.EnumerateArray())
        {
            texts.Add(text.GetString() ?? "");
        }

        return texts;
    }
}

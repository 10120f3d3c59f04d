using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>What the service answered: an envelope that each of its answers has. Whoever asked disposes of it.</summary>
internal sealed class SnowflakeAnswer(JsonDocument document, int generation) : IDisposable
{
    /// <summary>The sign-in that it was answered in.</summary>
    public int Generation => generation;

    /// <summary>Whether the service did what was asked.</summary>
    public bool Success { get; } = Flag(document.RootElement, "success");

    /// <summary>The service's code, such as <c>333334</c>; null where it gives none.</summary>
    public string? Code { get; } = Text(document.RootElement, "code");

    /// <summary>The service's words; null where it gives none.</summary>
    public string? Message { get; } = Text(document.RootElement, "message");

    /// <summary>What was asked for; undefined or null where there is nothing.</summary>
    public JsonElement Data { get; } = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out JsonElement data)
        ? data
        : default;

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    /// <summary>Reads a text, or a number as text; null where there is none.</summary>
    internal static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static bool Flag(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Times as a Prefect server writes and reads them.</summary>
internal static class ServerTime
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time, as text or as seconds since 1970; null where there is none.</summary>
    public static DateTimeOffset? Read(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        JsonValueKind.Number => DateTimeOffset.UnixEpoch.AddSeconds(node.GetValue<double>()),
        _ => null,
    };
}

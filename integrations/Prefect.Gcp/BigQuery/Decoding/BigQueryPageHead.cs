using System.Globalization;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>What an answer of rows says besides them.</summary>
internal sealed class BigQueryPageHead
{
    public bool IsComplete { get; private set; }

    public IReadOnlyList<BigQueryField>? Fields { get; private set; }

    public string? PageToken { get; private set; }

    public long? TotalRows { get; private set; }

    public long? TotalBytesProcessed { get; private set; }

    public long? AffectedRows { get; private set; }

    public bool? IsFromCache { get; private set; }

    public void Read(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "jobComplete":
                IsComplete = reader.TokenType == JsonTokenType.True;
                break;
            case "cacheHit":
                IsFromCache = reader.TokenType == JsonTokenType.True;
                break;
            case "pageToken" when reader.TokenType == JsonTokenType.String:
                PageToken = reader.GetString() is { Length: > 0 } token ? token : null;
                break;
            case "totalRows" when reader.TokenType == JsonTokenType.String:
                TotalRows = Number(ref reader);
                break;
            case "totalBytesProcessed" when reader.TokenType == JsonTokenType.String:
                TotalBytesProcessed = Number(ref reader);
                break;
            case "numDmlAffectedRows" when reader.TokenType == JsonTokenType.String:
                AffectedRows = Number(ref reader);
                break;
            case "schema" when reader.TokenType == JsonTokenType.StartObject:
                Fields = BigQuerySchemaJson.Read(JsonElement.ParseValue(ref reader));
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static long? Number(ref Utf8JsonReader reader) =>
        long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

using System.Globalization;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>What an answer says of a statement besides its rows.</summary>
/// <param name="QueryId">The service's id of the statement.</param>
/// <param name="Total">How many rows there are; null where it is not said.</param>
/// <param name="AffectedRows">How many rows of tables were changed; null for a statement that changes none.</param>
/// <param name="Parts">Ids of the statements it was made of, where it was several.</param>
internal sealed record SnowflakeResultHead(string QueryId, long? Total, long? AffectedRows, IReadOnlyList<string> Parts)
{
    // The service numbers kinds of statements; these change rows.
    private const long FirstChange = 0x3000;
    private const long LastChange = 0x3FFF;

    public static SnowflakeResultHead Of(JsonElement data) => new(
        SnowflakeAnswer.Text(data, "queryId") ?? "",
        Number(data, "total"),
        Number(data, "statementTypeId") is >= FirstChange and <= LastChange ? Changed(data) : null,
        SnowflakeAnswer.Text(data, "resultIds") is { Length: > 0 } ids ? ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : []);

    private static long? Number(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : null;

    // A change answers with one row that counts: so many inserted, so many updated. COPY answers with a row for each file.
    private static long Changed(JsonElement data)
    {
        if (!data.TryGetProperty("rowtype", out JsonElement columns) || columns.ValueKind != JsonValueKind.Array
            || !data.TryGetProperty("rowset", out JsonElement rows) || rows.ValueKind != JsonValueKind.Array)
        {
            return 0;
        }

        bool[] counts = [.. columns.EnumerateArray().Select(static column => Counts(SnowflakeAnswer.Text(column, "name") ?? ""))];
        return rows.EnumerateArray().Sum(row => Sum(row, counts));
    }

    private static long Sum(JsonElement row, bool[] counts) => row.ValueKind != JsonValueKind.Array
        ? 0
        : row.EnumerateArray()
            .Take(counts.Length)
            .Where((value, index) => counts[index] && value.ValueKind == JsonValueKind.String)
            .Sum(static value => long.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : 0);

    private static bool Counts(string column) =>
        column is "number of rows updated" or "number of rows deleted" or "rows_loaded"
        || column.StartsWith("number of rows inserted", StringComparison.Ordinal);
}

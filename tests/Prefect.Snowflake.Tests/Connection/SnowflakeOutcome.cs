using System.Text.Json.Nodes;

namespace Prefect.Snowflake.Tests.Connection;

/// <summary>What becomes of a statement: rows, or an error.</summary>
internal sealed record SnowflakeOutcome(JsonObject? Data, string? Code = null, string? Message = null, string? SqlState = null)
{
    public static SnowflakeOutcome Failed(string code, string message, string sqlState) => new(null, code, message, sqlState);

    /// <summary>Rows inline.</summary>
    /// <param name="columns">The columns: <c>name type</c>, or <c>name type scale</c>.</param>
    /// <param name="rows">The rows, each value as the service writes it.</param>
    public static SnowflakeOutcome Rows(IReadOnlyList<string> columns, params IReadOnlyList<string?[]> rows) => new(new JsonObject
    {
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "TIMEZONE", ["value"] = "Asia/Kolkata" }),
        ["rowtype"] = new JsonArray([.. columns.Select(Column)]),
        ["rowset"] = new JsonArray([.. rows.Select(static row => new JsonArray([.. row.Select(static value => JsonValue.Create(value))]))]),
        ["total"] = rows.Count,
        ["returned"] = rows.Count,
        ["finalDatabaseName"] = "SHOP",
        ["finalSchemaName"] = "PUBLIC",
        ["finalWarehouseName"] = "SMALL",
        ["finalRoleName"] = "LOADER",
        ["statementTypeId"] = 4096,
        ["version"] = 1,
        ["queryResultFormat"] = "json",
    });

    /// <summary>A statement that changed rows.</summary>
    public static SnowflakeOutcome Changed(string what, int count)
    {
        SnowflakeOutcome outcome = Rows(["N fixed 0"], [$"{count}"]);
        outcome.Data!["rowtype"]![0]!["name"] = $"number of rows {what}";
        return outcome.With("statementTypeId", 0x3100);
    }

    public SnowflakeOutcome With(string name, JsonNode? value)
    {
        Data![name] = value;
        return this;
    }

    private static JsonObject Column(string column)
    {
        string[] parts = column.Split(' ');
        return new JsonObject
        {
            ["name"] = parts[0],
            ["nullable"] = true,
            ["type"] = parts[1],
            ["length"] = parts[1] == "text" ? 16777216 : null,
            ["precision"] = parts[1] == "fixed" ? 38 : null,
            ["scale"] = parts.Length > 2 ? int.Parse(parts[2]) : null,
        };
    }
}

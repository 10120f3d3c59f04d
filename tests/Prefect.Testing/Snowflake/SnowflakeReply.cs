using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Answers as Snowflake gives them: an envelope of <c>success</c>, <c>code</c>, <c>message</c> and <c>data</c>, with status 200 whatever happened.</summary>
public static class SnowflakeReply
{
    /// <summary>Says that it was done.</summary>
    /// <param name="data">What was asked for; null for nothing.</param>
    public static RestReply Success(JsonNode? data = null) => Envelope(true, null, null, data);

    /// <summary>Says no.</summary>
    /// <param name="code">The service's code.</param>
    /// <param name="message">The service's words.</param>
    /// <param name="data">What it says besides, such as <c>sqlState</c> and <c>queryId</c>.</param>
    public static RestReply Error(string code, string message, JsonNode? data = null) => Envelope(false, code, message, data);

    /// <summary>Says that the token of the session has run out.</summary>
    public static RestReply TokenExpired() => Error("390112", "Your session has expired. Please login again.");

    /// <summary>Says that the session is gone, and cannot be renewed.</summary>
    public static RestReply MasterTokenExpired() => Error("390114", "Authentication token has expired.  The user must authenticate again.");

    /// <summary>Answers a query with rows of text, as JSON inline.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static RestReply Rows(IReadOnlyList<string> columns, params IReadOnlyList<string?[]> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        JsonArray types = [.. columns.Select(static name => new JsonObject
        {
            ["name"] = name,
            ["database"] = "",
            ["schema"] = "",
            ["table"] = "",
            ["nullable"] = true,
            ["type"] = "text",
            ["byteLength"] = 16777216,
            ["length"] = 16777216,
            ["scale"] = null,
            ["precision"] = null,
            ["collation"] = null,
        })];
        return Success(new JsonObject
        {
            ["parameters"] = new JsonArray(),
            ["rowtype"] = types,
            ["rowset"] = new JsonArray([.. rows.Select(static row => new JsonArray([.. row.Select(static value => JsonValue.Create(value))]))]),
            ["total"] = rows.Count,
            ["returned"] = rows.Count,
            ["queryId"] = Guid.NewGuid().ToString(),
            ["databaseProvider"] = null,
            ["finalDatabaseName"] = "SHOP",
            ["finalSchemaName"] = "PUBLIC",
            ["finalWarehouseName"] = "SMALL",
            ["finalRoleName"] = "LOADER",
            ["numberOfBinds"] = 0,
            ["arrayBindSupported"] = false,
            ["statementTypeId"] = 4096,
            ["version"] = 1,
            ["sendResultTime"] = 1732170000000,
            ["queryResultFormat"] = "json",
        });
    }

    private static RestReply Envelope(bool success, string? code, string? message, JsonNode? data) => RestReply.Json(new JsonObject
    {
        ["data"] = data,
        ["message"] = message,
        ["code"] = code,
        ["success"] = success,
    });
}

using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Reads the requests of clients of Snowflake, which may be packed.</summary>
public static class SnowflakeExchanges
{
    /// <summary>The body as a JSON object, unpacked; an empty object where there is none.</summary>
    /// <param name="exchange">The request.</param>
    public static JsonObject Document(this RestExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Body.Length == 0)
        {
            return [];
        }

        if (exchange.Headers.GetValueOrDefault("Content-Encoding") != "gzip")
        {
            return exchange.Json;
        }

        using GZipStream unpacked = new(new MemoryStream(exchange.Body), CompressionMode.Decompress);
        return JsonNode.Parse(unpacked)!.AsObject();
    }

    /// <summary>The part of a sign-in that says who it is.</summary>
    /// <param name="exchange">The request.</param>
    public static JsonObject Login(this RestExchange exchange) => exchange.Document()["data"]!.AsObject();

    /// <summary>The text of the SQL that a query asks for.</summary>
    /// <param name="exchange">The request.</param>
    public static string Sql(this RestExchange exchange) => (string?)exchange.Document()["sqlText"] ?? "";

    /// <summary>The session token that a request brings; null without one.</summary>
    /// <param name="exchange">The request.</param>
    public static string? Token(this RestExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        const string Before = "Snowflake Token=\"";
        return exchange.Authorization is { } value && value.StartsWith(Before, StringComparison.Ordinal) && value.EndsWith('"') ? value[Before.Length..^1] : null;
    }
}

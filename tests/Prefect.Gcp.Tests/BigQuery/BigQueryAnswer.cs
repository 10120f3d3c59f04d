using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.BigQuery;

/// <summary>What a query gives.</summary>
internal sealed record BigQueryAnswer
{
    /// <summary>A single row with the number 1.</summary>
    public static BigQueryAnswer One { get; } = Numbers(1);

    public string Schema { get; init; } = """{"fields":[{"name":"n","type":"INTEGER","mode":"NULLABLE"}]}""";

    /// <summary>The rows of each page, as JSON.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    public string TotalRows { get; init; } = "0";

    public string? AffectedRows { get; init; }

    /// <summary>How often a job is looked at before it has ended.</summary>
    public int Looks { get; init; }

    public JsonObject? Error { get; init; }

    public int ErrorStatus { get; init; } = 400;

    /// <summary>Rows of one column of numbers, some on each page.</summary>
    public static BigQueryAnswer Numbers(params int[] rowsOfPages)
    {
        int next = 1;
        return new BigQueryAnswer
        {
            Pages = [.. rowsOfPages.Select(count => $"[{string.Join(",", Enumerable.Range(0, count).Select(_ => $$"""{"f":[{"v":"{{next++}}"}]}"""))}]")],
            TotalRows = $"{rowsOfPages.Sum()}",
        };
    }

    public static BigQueryAnswer Failed(string reason, string message, int status = 400) =>
        new() { Error = new JsonObject { ["reason"] = reason, ["location"] = "query", ["message"] = message }, ErrorStatus = status };
}

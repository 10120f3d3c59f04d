using System.Text.Json.Nodes;

namespace Prefect.Snowflake.Tests.Connection;

/// <summary>One table of numbers and names, and the few statements for it.</summary>
internal sealed class SnowflakeTable
{
    private readonly List<(int Id, string? Name)> _rows = [];

    public SnowflakeOutcome Run(JsonObject body)
    {
        string sql = (string)body["sqlText"]!;
        lock (_rows)
        {
            return sql switch
            {
                _ when sql.StartsWith("INSERT", StringComparison.Ordinal) => Insert(body),
                _ when sql.Contains("no_such_table", StringComparison.Ordinal) =>
                    SnowflakeOutcome.Failed("002003", "SQL compilation error:\nObject 'conformance_no_such_table' does not exist or not authorized.", "42S02"),
                _ when sql.Contains("WHERE", StringComparison.Ordinal) => Select(int.Parse(Values(body, 1)[0]!), int.Parse(Values(body, 2)[0]!)),
                _ => Select(int.MinValue, int.MaxValue),
            };
        }
    }

    public void Fill(int rows) => _rows.AddRange(Enumerable.Range(1, rows).Select(static number => (number, (string?)$"row {number}")));

    private static string?[] Values(JsonObject body, int parameter)
    {
        JsonNode? value = body["bindings"]![$"{parameter}"]!["value"];
        return value is JsonArray many ? [.. many.Select(static one => (string?)one)] : [(string?)value];
    }

    private SnowflakeOutcome Insert(JsonObject body)
    {
        (string?[] ids, string?[] names) = (Values(body, 1), Values(body, 2));
        _rows.AddRange(ids.Zip(names, static (id, name) => (int.Parse(id!), name)));
        return SnowflakeOutcome.Changed("inserted", ids.Length);
    }

    private SnowflakeOutcome Select(int first, int last) => SnowflakeOutcome.Rows(
        ["ID fixed 0", "NAME text"],
        [.. _rows.Where(row => row.Id >= first && row.Id <= last).OrderBy(static row => row.Id).Select(static row => new[] { $"{row.Id}", row.Name })]);
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Prefect.Snowflake;

namespace Prefect.Benchmarks;

/// <summary>A part of a large result as the service writes it: numbers, texts, times, and nulls.</summary>
internal sealed class SnowflakeRows
{
    private static readonly (string Name, string Type, int? Scale)[] s_columns =
    [
        ("ID", "fixed", 0), ("CUSTOMER", "text", null), ("AMOUNT", "fixed", 2), ("RATE", "real", null), ("ORDERED_AT", "timestamp_ntz", 9), ("DAY", "date", null),
        ("IS_PAID", "boolean", null), ("NOTE", "text", null), ("DETAILS", "variant", null),
    ];

    private SnowflakeRows(byte[] text, int count)
    {
        Text = text;
        Count = count;
        Packed = Pack(text);
    }

    public byte[] Text { get; }

    public byte[] Packed { get; }

    public int Count { get; }

    public static IReadOnlyList<SnowflakeColumn> Columns { get; } =
        [.. s_columns.Select(static column => SnowflakeColumn.Of(System.Text.Json.JsonSerializer.SerializeToElement(Describe(column))))];

    public static JsonArray Described => [.. s_columns.Select(Describe)];

    public static SnowflakeRows OfSize(int bytes)
    {
        StringBuilder text = new(bytes + 1024);
        int count = 0;
        for (; text.Length < bytes; count++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{{(count == 0 ? "" : ",")}}["{{count * 7919L}}","customer number {{count % 5000}}","{{count % 100000}}.{{count % 100:00}}","{{count * 0.125}}","{{1709210096 + count}}.123456789","{{19782 - (count % 3650)}}","{{count % 2}}",{{(count % 3 == 0 ? "null" : "\"left at the door of the neighbour\"")}},"{\"lines\":{{count % 9}},\"from\":\"web\"}"]""");
        }

        return new SnowflakeRows(Encoding.UTF8.GetBytes(text.ToString()), count);
    }

    private static JsonObject Describe((string Name, string Type, int? Scale) column) =>
        new() { ["name"] = column.Name, ["type"] = column.Type, ["scale"] = column.Scale, ["nullable"] = true };

    private static byte[] Pack(byte[] text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }
}

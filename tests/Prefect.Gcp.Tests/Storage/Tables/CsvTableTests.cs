using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Prefect.Gcp.Tests;

public sealed class CsvTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cells_are_quoted_where_they_must_be_and_null_is_told_from_empty() =>
        (await WriteAsync([new Line("a,b", 1.5, null), new Line("say \"hi\"\nto all", -0.25, true), new Line("", null, false), new Line(null, double.NaN, null), new Line(" edge ", 1e300, true)]))
            .ShouldBe("Text,Number,Truth\n\"a,b\",1.5,\n\"say \"\"hi\"\"\nto all\",-0.25,True\n\"\",,False\n,NaN,\n\" edge \",1E+300,True\n");

    [Fact]
    public async Task Numbers_and_times_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.DateTimeFormat.TimeSeparator = ".";
        CultureInfo.CurrentCulture = german;
        try
        {
            (await WriteAsync([new
            {
                M = 1234.50m,
                D = new DateOnly(2024, 2, 3),
                T = new TimeOnly(4, 5, 6, 7),
                W = new DateTime(2024, 2, 3, 4, 5, 6),
                I = new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.FromHours(-3)),
                B = new byte[] { 255, 0 },
                E = DayOfWeek.Monday,
            }])).ShouldBe("M,D,T,W,I,B,E\n1234.50,2024-02-03,04:05:06.007,2024-02-03 04:05:06,2024-02-03 04:05:06-03:00,/wA=,Monday\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task The_compressed_form_unpacks_to_the_same_text()
    {
        using MemoryStream file = new();
        await TableWriter.WriteAsync(file, await RecordTable.FromAsync(new[] { new Line("ü", 1, null) }.ToAsyncEnumerable(), Token), DataFrameSerializationFormat.CsvGzip, Token);
        file.Position = 0;

        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using StreamReader text = new(unpacked, Encoding.UTF8);

        (await text.ReadToEndAsync(Token)).ShouldBe("Text,Number,Truth\nü,1,\n");
    }

    [Fact]
    public async Task A_missing_key_is_null_and_one_too_many_is_refused()
    {
        (await WriteAsync<Dictionary<string, object?>>([new() { ["a"] = 1, ["b"] = "x" }, new() { ["b"] = DBNull.Value }])).ShouldBe("a,b\n1,x\n,\n");

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => WriteAsync<Dictionary<string, object?>>([new() { ["a"] = 1 }, new() { ["c"] = 1 }]));

        refused.Message.ShouldContain("Row 2");
        refused.Message.ShouldContain("'c'");
    }

    [Fact]
    public async Task Dictionaries_may_hold_values_of_one_type()
    {
        (await WriteAsync<Dictionary<string, int>>([new() { ["a"] = 1, ["b"] = 2 }, new() { ["b"] = 3 }])).ShouldBe("a,b\n1,2\n,3\n");
        (await WriteAsync<SortedDictionary<string, string>>([new() { ["b"] = "x", ["a"] = "y" }])).ShouldBe("a,b\ny,x\n");
        (await Should.ThrowAsync<ArgumentException>(() => WriteAsync<Dictionary<int, string>>([new() { [1] = "x" }]))).Message.ShouldContain("Row 1");
    }

    [Fact]
    public async Task Rows_that_have_no_columns_are_refused_by_name()
    {
        (await Should.ThrowAsync<ArgumentException>(() => WriteAsync([1, 2]))).Message.ShouldContain("Int32");
        (await Should.ThrowAsync<ArgumentException>(() => WriteAsync(["text"]))).Message.ShouldContain("String");
        (await Should.ThrowAsync<ArgumentException>(() => WriteAsync(Array.Empty<Dictionary<string, object?>>()))).Message.ShouldContain("no first row");
        (await Should.ThrowAsync<ArgumentException>(() => WriteAsync<Line?>([null]))).Message.ShouldContain("Row 1");
    }

    [Fact]
    public async Task Cancellation_ends_the_writing()
    {
        using CancellationTokenSource source = new();
        IEnumerable<Line> Rows()
        {
            for (int row = 0; ; row++)
            {
                if (row == 1_000)
                {
                    source.Cancel();
                }

                yield return new Line("x", row, null);
            }
        }

        await Should.ThrowAsync<OperationCanceledException>(async () => await TableWriter.WriteAsync(
            Stream.Null, await RecordTable.FromAsync(Rows().ToAsyncEnumerable(), source.Token), DataFrameSerializationFormat.Csv, source.Token));
    }

    private static async Task<string> WriteAsync<T>(IEnumerable<T> rows)
    {
        using MemoryStream file = new();
        await TableWriter.WriteAsync(file, await RecordTable.FromAsync(rows.ToAsyncEnumerable(), Token), DataFrameSerializationFormat.Csv, Token);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private sealed record Line(string? Text, double? Number, bool? Truth);
}

using System.Data;
using System.Globalization;
using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

/// <summary>Parquet files of ours, read by a reader that others wrote.</summary>
public sealed class ParquetTableTests(ParquetReaderServer reader)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DataFrameSerializationFormat, string> Formats => new()
    {
        { DataFrameSerializationFormat.Parquet, "UNCOMPRESSED" },
        { DataFrameSerializationFormat.ParquetSnappy, "SNAPPY" },
        { DataFrameSerializationFormat.ParquetGzip, "GZIP" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_type_is_read_back(DataFrameSerializationFormat format, string codec)
    {
        Cells full = new(
            true, sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, (Half)0.5, float.MaxValue, double.Epsilon,
            -79228162514264337593543950335m, "naïve 'quoted' \"text\"\n\0 🙂", 'ß', [0, 255, 10], new byte[] { 1, 2 }, new DateOnly(1582, 10, 15), new TimeOnly(23, 59, 59, 999, 999),
            new DateTime(1969, 12, 31, 23, 59, 59, 999), new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(5.5)), Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), DayOfWeek.Sunday);

        JsonElement file = await WriteAsync(format, [full, new Cells(), full]);

        file.GetProperty("codecs").EnumerateArray().Single().GetString().ShouldBe(codec);
        JsonElement row = file.GetProperty("rows")[0];
        row.GetProperty("Truth").GetBoolean().ShouldBeTrue();
        row.GetProperty("Int8").GetInt32().ShouldBe(sbyte.MinValue);
        row.GetProperty("UInt8").GetInt32().ShouldBe(byte.MaxValue);
        row.GetProperty("Int16").GetInt32().ShouldBe(short.MinValue);
        row.GetProperty("UInt16").GetInt32().ShouldBe(ushort.MaxValue);
        row.GetProperty("Int32").GetInt32().ShouldBe(int.MinValue);
        row.GetProperty("UInt32").GetInt64().ShouldBe(uint.MaxValue);
        row.GetProperty("Int64").GetString().ShouldBe("-9223372036854775808");
        row.GetProperty("UInt64").GetString().ShouldBe("18446744073709551615");
        row.GetProperty("Half").GetDouble().ShouldBe(0.5);
        row.GetProperty("Float").GetDouble().ShouldBe(float.MaxValue);
        row.GetProperty("Double").GetDouble().ShouldBe(double.Epsilon);
        row.GetProperty("Number").GetDouble().ShouldBe(-79228162514264337593543950335d);
        row.GetProperty("Text").GetString().ShouldBe(full.Text);
        row.GetProperty("Letter").GetString().ShouldBe("ß");
        row.GetProperty("Bytes").GetString().ShouldBe("base64:AP8K");
        row.GetProperty("Memory").GetString().ShouldBe("base64:AQI=");
        row.GetProperty("Date").GetString().ShouldBe("1582-10-15T00:00:00.000Z");
        row.GetProperty("Time").GetString().ShouldBe("86399999999");
        row.GetProperty("WallClock").GetString().ShouldBe("1969-12-31T23:59:59.999Z");
        row.GetProperty("Instant").GetString().ShouldBe("2024-02-28T19:32:03.000Z");
        row.GetProperty("Id").GetString().ShouldBe("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
        row.GetProperty("Day").GetString().ShouldBe("Sunday");
        file.GetProperty("rows")[1].EnumerateObject().ShouldAllBe(cell => cell.Value.ValueKind == JsonValueKind.Null);
        file.GetProperty("rows")[2].GetRawText().ShouldBe(row.GetRawText());
    }

    [Fact]
    public async Task Types_are_named_as_other_readers_expect_them()
    {
        JsonElement file = await WriteAsync(DataFrameSerializationFormat.Parquet, [new Cells()]);

        Dictionary<string, JsonElement> schema = file.GetProperty("schema").EnumerateArray().Skip(1).ToDictionary(element => element.GetProperty("name").GetString()!);
        schema.Values.ShouldAllBe(element => element.GetProperty("repetition_type").GetString() == "OPTIONAL");
        schema["Text"].GetProperty("converted_type").GetString().ShouldBe("UTF8");
        schema["UInt16"].GetProperty("converted_type").GetString().ShouldBe("UINT_16");
        schema["UInt64"].GetProperty("converted_type").GetString().ShouldBe("UINT_64");
        schema["Int8"].GetProperty("converted_type").GetString().ShouldBe("INT_8");
        schema["Number"].GetProperty("precision").GetInt32().ShouldBe(38);
        schema["Number"].GetProperty("scale").GetInt32().ShouldBe(9);
        schema["WallClock"].GetProperty("logical_type").GetProperty("isAdjustedToUTC").GetBoolean().ShouldBeFalse();
        schema["Instant"].GetProperty("logical_type").GetProperty("isAdjustedToUTC").GetBoolean().ShouldBeTrue();
        schema["Instant"].GetProperty("logical_type").GetProperty("unit").GetString().ShouldBe("MICROS");
    }

    [Fact]
    public async Task Many_rows_make_pages_and_groups_and_none_is_lost()
    {
        string filler = new('x', 200);
        JsonElement file = await WriteAsync(
            DataFrameSerializationFormat.ParquetSnappy,
            Enumerable.Range(0, 200_000).Select(number => new Line(number, number % 7 == 0 ? null : number + filler, number % 3 == 0)));

        file.GetProperty("groups").GetArrayLength().ShouldBeGreaterThanOrEqualTo(1);
        file.GetProperty("count").GetString().ShouldBe("200000");
        int expected = 0;
        foreach (JsonElement row in file.GetProperty("rows").EnumerateArray())
        {
            row.GetProperty("number").GetInt32().ShouldBe(expected);
            row.GetProperty("Text").GetString().ShouldBe(expected % 7 == 0 ? null : expected + filler);
            row.GetProperty("Third").GetBoolean().ShouldBe(expected % 3 == 0);
            expected++;
        }

        expected.ShouldBe(200_000);
    }

    [Fact]
    public async Task A_table_without_rows_keeps_its_columns()
    {
        JsonElement file = await WriteAsync(DataFrameSerializationFormat.Parquet, Array.Empty<Line>());

        file.GetProperty("count").GetString().ShouldBe("0");
        file.GetProperty("schema").EnumerateArray().Skip(1).Select(element => element.GetProperty("name").GetString()).ShouldBe(["number", "Text", "Third"]);
    }

    [Fact]
    public async Task A_data_table_is_read_back_with_its_nulls()
    {
        using DataTable table = new() { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("id", typeof(long));
        table.Columns.Add("name", typeof(string));
        table.Rows.Add(1L, "a");
        table.Rows.Add(2L, DBNull.Value);

        JsonElement file = await ReadAsync(DataFrameSerializationFormat.Parquet, ReaderTable.From(table.CreateDataReader()));

        file.GetProperty("rows")[0].GetProperty("name").GetString().ShouldBe("a");
        file.GetProperty("rows")[1].GetProperty("id").GetString().ShouldBe("2");
        file.GetProperty("rows")[1].GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Dictionaries_get_the_type_that_holds_their_first_values()
    {
        Dictionary<string, object?>[] rows =
        [
            new() { ["n"] = null, ["x"] = 1, ["never"] = null },
            new() { ["n"] = 7, ["x"] = 2.5 },
            new() { ["x"] = 3L, ["n"] = 3_000_000_000L },
        ];

        JsonElement file = await WriteAsync(DataFrameSerializationFormat.Parquet, rows);

        file.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("n").GetString()).ShouldBe([null, "7", "3000000000"]);
        file.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("x").GetDouble()).ShouldBe([1, 2.5, 3]);
        file.GetProperty("rows")[0].GetProperty("never").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Values_that_no_one_type_holds_are_refused_with_row_and_column()
    {
        Dictionary<string, object?>[] rows = [new() { ["n"] = 1 }, new() { ["n"] = "one" }];

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => WriteAsync(DataFrameSerializationFormat.Parquet, rows));

        refused.Message.ShouldContain("'n'");
        refused.Message.ShouldContain("row 2");
    }

    [Fact]
    public async Task A_value_that_does_not_fit_later_is_refused_with_row_and_column()
    {
        IEnumerable<Dictionary<string, object?>> rows = Enumerable.Range(1, 1_500).Select(row => new Dictionary<string, object?> { ["n"] = row < 1_400 ? row : "late" });

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => WriteAsync(DataFrameSerializationFormat.Parquet, rows));

        refused.Message.ShouldContain("Row 1400");
        refused.Message.ShouldContain("'n'");
    }

    [Theory]
    [InlineData(1, 2.5)]
    [InlineData(1, true)]
    [InlineData(1, "12")]
    [InlineData(1, 'c')]
    [InlineData(true, 5)]
    [InlineData("a", 5)]
    [InlineData(1.5f, 0.1d)]
    public async Task A_value_that_comes_late_is_kept_as_it_is_or_refused(object first, object late)
    {
        IEnumerable<Dictionary<string, object?>> rows = Enumerable.Range(1, 1_500).Select(row => new Dictionary<string, object?> { ["n"] = row < 1_400 ? first : late });

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => WriteAsync(DataFrameSerializationFormat.Parquet, rows));

        refused.Message.ShouldContain("Row 1400");
        refused.Message.ShouldContain("'n'");
    }

    [Theory]
    [InlineData(1, 2L, 2)]
    [InlineData(1L, (short)2, 2)]
    [InlineData(1.5, 2, 2)]
    [InlineData(1.5, 0.5f, 0.5)]
    public async Task A_number_that_comes_late_and_fits_is_kept(object first, object late, double kept)
    {
        IEnumerable<Dictionary<string, object?>> rows = Enumerable.Range(1, 1_100).Select(row => new Dictionary<string, object?> { ["n"] = row < 1_100 ? first : late });

        JsonElement last = (await WriteAsync(DataFrameSerializationFormat.Parquet, rows)).GetProperty("rows")[1_099].GetProperty("n");

        double.Parse(last.ToString(), CultureInfo.InvariantCulture).ShouldBe(kept);
    }

    [Fact]
    public async Task A_decimal_with_more_digits_than_the_column_keeps_is_refused_not_rounded()
    {
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(
            () => WriteAsync(DataFrameSerializationFormat.Parquet, [new Cells(Number: 0.1234567891m)]));

        refused.Message.ShouldContain("0.1234567891");
        refused.Message.ShouldContain("round it");
    }

    [Fact]
    public async Task What_no_format_keeps_is_refused_before_anything_is_written()
    {
        using MemoryStream output = new();

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(async () => await TableWriter.WriteAsync(
            output, await RecordTable.FromAsync(new[] { new { Took = TimeSpan.Zero } }.ToAsyncEnumerable(), Token), DataFrameSerializationFormat.CsvGzip, Token));

        refused.Message.ShouldContain("'Took'");
        output.Length.ShouldBe(0);
    }

    private async Task<JsonElement> WriteAsync<T>(DataFrameSerializationFormat format, IEnumerable<T> rows) =>
        await ReadAsync(format, await RecordTable.FromAsync(rows.ToAsyncEnumerable(), Token));

    private async Task<JsonElement> ReadAsync(DataFrameSerializationFormat format, TableRows rows)
    {
        await reader.StartAsync(Token);
        using MemoryStream file = new();
        await TableWriter.WriteAsync(file, rows, format, Token);
        return await reader.ReadAsync(file.ToArray(), Token);
    }

    private sealed record Line([property: System.Text.Json.Serialization.JsonPropertyName("number")] int Number, string? Text, bool Third);

    private sealed record Cells(
        bool? Truth = null, sbyte? Int8 = null, byte? UInt8 = null, short? Int16 = null, ushort? UInt16 = null, int? Int32 = null, uint? UInt32 = null, long? Int64 = null, ulong? UInt64 = null,
        Half? Half = null, float? Float = null, double? Double = null, decimal? Number = null, string? Text = null, char? Letter = null, byte[]? Bytes = null, ReadOnlyMemory<byte>? Memory = null,
        DateOnly? Date = null, TimeOnly? Time = null, DateTime? WallClock = null, DateTimeOffset? Instant = null, Guid? Id = null, DayOfWeek? Day = null);
}

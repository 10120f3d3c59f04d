using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsBucketTablesTests(GcsServer server, ParquetReaderServer reader) : GcsTest(server)
{
    private static readonly Sale[] s_sales = [new("north", 12.5m), new("süd, west", null)];

    [Fact]
    public async Task The_name_gets_the_ending_of_the_format_and_the_folder_of_the_bucket()
    {
        string name = await Bucket("reports").UploadFromDataFrameAsync(s_sales, "2024/data.csv", DataFrameSerializationFormats.Parse("parquet"), Token);

        name.ShouldBe("reports/2024/data.parquet");
        (await NamesAsync()).ShouldBe([name]);
        await reader.StartAsync(Token);
        JsonElement rows = (await reader.ReadAsync(await Bucket().ReadPathAsync(name, Token), Token)).GetProperty("rows");
        rows[0].GetProperty("Region").GetString().ShouldBe("north");
        rows[0].GetProperty("Amount").GetDouble().ShouldBe(12.5);
        rows[1].GetProperty("Amount").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Compressed_text_with_a_header_is_the_default()
    {
        using DataTable table = new() { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("id", typeof(int));
        table.Columns.Add("name", typeof(string));
        table.Rows.Add(1, "a");
        table.Rows.Add(2, DBNull.Value);

        string name = await Bucket().UploadFromDataFrameAsync(table, "data", cancellationToken: Token);

        name.ShouldBe("data.csv.gz");
        (await Bucket().ListBlobsAsync(cancellationToken: Token).SingleAsync(Token)).ContentType.ShouldBe("application/x-gzip");
        using GZipStream text = new(new MemoryStream(await Bucket().ReadPathAsync(name, Token)), CompressionMode.Decompress);
        using StreamReader lines = new(text);
        (await lines.ReadToEndAsync(Token)).ShouldBe("id,name\n1,a\n2,\n");
    }

    [Fact]
    public async Task A_table_larger_than_a_piece_of_the_upload_arrives_whole()
    {
        IEnumerable<Sale> rows = Enumerable.Range(0, 120_000).Select(row => new Sale("region " + row, row));

        string name = await Bucket().UploadFromDataFrameAsync(rows, "large", DataFrameSerializationFormat.Csv, Token);

        string[] lines = System.Text.Encoding.UTF8.GetString(await Bucket().ReadPathAsync(name, Token)).Split('\n');
        lines.Length.ShouldBe(120_002);
        lines[120_000].ShouldBe("region 119999,119999");
    }

    [Fact]
    public async Task A_row_that_cannot_be_written_is_told_and_nothing_is_stored()
    {
        IEnumerable<Sale> rows = Enumerable.Range(0, 60_000).Select(row => new Sale("region", row < 59_000 ? row : 0.00000000001m));

        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => Bucket().UploadFromDataFrameAsync(rows, "broken", DataFrameSerializationFormat.ParquetSnappy, Token));

        refused.Message.ShouldContain("Row 59001");
        refused.Message.ShouldContain("'Amount'");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_fails_fails_the_upload_with_its_own_words_and_nothing_is_stored()
    {
        static IEnumerable<Sale> Rows()
        {
            yield return new Sale("a", 1);
            throw new TimeZoneNotFoundException("the source broke");
        }

        (await Should.ThrowAsync<TimeZoneNotFoundException>(() => Bucket().UploadFromDataFrameAsync(Rows(), "broken", cancellationToken: Token))).Message.ShouldBe("the source broke");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_that_may_not_be_replaced_is_left_alone()
    {
        await PutAsync("data.csv.gz");
        GcsBucket careful = Bucket().WithTransfer(Quick(Server.Endpoint) with { Overwrite = false });

        await Should.ThrowAsync<GcpException>(() => careful.UploadFromDataFrameAsync(s_sales, "data", cancellationToken: Token));

        (await Bucket().ReadPathAsync("data.csv.gz", Token)).ShouldBe(Bytes("data.csv.gz"));
    }

    [Fact]
    public void The_blocking_twin_does_the_same() =>
        Bucket().UploadFromDataFrame(s_sales, "twin.csv", DataFrameSerializationFormat.Csv, Token).ShouldBe("twin.csv");

    [Fact]
    public async Task Missing_arguments_are_refused_before_anything_is_sent()
    {
        await Should.ThrowAsync<ArgumentNullException>(() => Bucket().UploadFromDataFrameAsync((DataTable)null!, "x"));
        await Should.ThrowAsync<ArgumentNullException>(() => Bucket().UploadFromDataFrameAsync((IEnumerable<Sale>)null!, "x"));
        await Should.ThrowAsync<ArgumentException>(() => Bucket().UploadFromDataFrameAsync(s_sales, ""));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Bucket().UploadFromDataFrameAsync(s_sales, "x", (DataFrameSerializationFormat)9));
        using DataTable empty = new() { Locale = CultureInfo.InvariantCulture };
        (await Should.ThrowAsync<ArgumentException>(() => Bucket().UploadFromDataFrameAsync(empty, "x"))).Message.ShouldContain("no columns");
    }

    private sealed record Sale(string Region, decimal? Amount);
}

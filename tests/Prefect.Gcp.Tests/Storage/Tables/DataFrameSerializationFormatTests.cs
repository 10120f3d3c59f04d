namespace Prefect.Gcp.Tests;

public sealed class DataFrameSerializationFormatTests
{
    [Theory]
    [InlineData("csv", DataFrameSerializationFormat.Csv)]
    [InlineData("CSV_gzip", DataFrameSerializationFormat.CsvGzip)]
    [InlineData("Parquet", DataFrameSerializationFormat.Parquet)]
    [InlineData("PARQUET_SNAPPY", DataFrameSerializationFormat.ParquetSnappy)]
    [InlineData("parquet_gzip", DataFrameSerializationFormat.ParquetGzip)]
    public void Names_are_read_in_any_case(string name, DataFrameSerializationFormat format) =>
        DataFrameSerializationFormats.Parse(name).ShouldBe(format);

    [Theory]
    [InlineData("")]
    [InlineData("json")]
    [InlineData("csv.gz")]
    [InlineData("1")]
    public void An_unknown_name_is_refused_with_those_there_are(string name) =>
        Should.Throw<ArgumentException>(() => DataFrameSerializationFormats.Parse(name)).Message.ShouldContain("csv_gzip, parquet");

    [Theory]
    [InlineData(DataFrameSerializationFormat.Csv, ".csv", "text/csv")]
    [InlineData(DataFrameSerializationFormat.CsvGzip, ".csv.gz", "application/x-gzip")]
    [InlineData(DataFrameSerializationFormat.Parquet, ".parquet", "application/octet-stream")]
    [InlineData(DataFrameSerializationFormat.ParquetSnappy, ".snappy.parquet", "application/octet-stream")]
    [InlineData(DataFrameSerializationFormat.ParquetGzip, ".gz.parquet", "application/octet-stream")]
    public void Each_has_its_ending_and_its_media_type(DataFrameSerializationFormat format, string extension, string contentType)
    {
        format.GetExtension().ShouldBe(extension);
        format.GetContentType().ShouldBe(contentType);
    }

    [Theory]
    [InlineData("data.csv", "data.parquet")]
    [InlineData("data", "data.parquet")]
    [InlineData("a/b/data.csv.gz", "a/b/data.parquet")]
    [InlineData("sales.2024.csv", "sales.parquet")]
    [InlineData("a.b.c.csv", "a.b.parquet")]
    [InlineData("v1.2/data", "v1.2/data.parquet")]
    [InlineData(".hidden", ".hidden.parquet")]
    [InlineData("a//b/./data.txt", "a/b/data.parquet")]
    [InlineData("/data.csv", "/data.parquet")]
    [InlineData("übersicht.csv", "übersicht.parquet")]
    public void The_ending_of_a_path_becomes_that_of_the_format(string path, string becomes) =>
        DataFrameSerializationFormat.Parquet.FixExtension(path).ShouldBe(becomes);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("a/..")]
    public void A_path_that_names_no_object_is_refused(string path) =>
        Should.Throw<ArgumentException>(() => DataFrameSerializationFormat.Csv.FixExtension(path));

    [Fact]
    public void A_value_that_is_none_of_the_formats_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ((DataFrameSerializationFormat)17).GetExtension());
}

namespace Prefect.Gcp;

/// <summary>What belongs to each <see cref="DataFrameSerializationFormat"/>: its name, its ending and its media type.</summary>
public static class DataFrameSerializationFormats
{
    /// <summary>Reads a format by the name that Prefect gives it (<c>csv</c>, <c>csv_gzip</c>, <c>parquet</c>, <c>parquet_snappy</c>, <c>parquet_gzip</c>) in any case.</summary>
    /// <exception cref="ArgumentException">No format has this name; the message lists those there are.</exception>
    public static DataFrameSerializationFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToUpperInvariant() switch
        {
            "CSV" => DataFrameSerializationFormat.Csv,
            "CSV_GZIP" => DataFrameSerializationFormat.CsvGzip,
            "PARQUET" => DataFrameSerializationFormat.Parquet,
            "PARQUET_SNAPPY" => DataFrameSerializationFormat.ParquetSnappy,
            "PARQUET_GZIP" => DataFrameSerializationFormat.ParquetGzip,
            _ => throw new ArgumentException(
                $"There is no table format named '{name}'. Use csv, csv_gzip, parquet, parquet_snappy or parquet_gzip.", nameof(name)),
        };
    }

    /// <summary>Names the ending of objects in this format, with its dot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the formats.</exception>
    public static string GetExtension(this DataFrameSerializationFormat format) => format switch
    {
        DataFrameSerializationFormat.Csv => ".csv",
        DataFrameSerializationFormat.CsvGzip => ".csv.gz",
        DataFrameSerializationFormat.Parquet => ".parquet",
        DataFrameSerializationFormat.ParquetSnappy => ".snappy.parquet",
        DataFrameSerializationFormat.ParquetGzip => ".gz.parquet",
        _ => throw Unknown(format),
    };

    /// <summary>Names the media type of objects in this format.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the formats.</exception>
    public static string GetContentType(this DataFrameSerializationFormat format) => format switch
    {
        DataFrameSerializationFormat.Csv => "text/csv",
        DataFrameSerializationFormat.CsvGzip => "application/x-gzip",
        DataFrameSerializationFormat.Parquet
            or DataFrameSerializationFormat.ParquetSnappy
            or DataFrameSerializationFormat.ParquetGzip => "application/octet-stream",
        _ => throw Unknown(format),
    };

    /// <summary>
    /// Gives a path the ending of this format, as Prefect does: up to two endings of the name make room for it, so that
    /// <c>data.csv.gz</c> becomes <c>data.parquet</c>, and <c>sales.2024.csv</c> too becomes <c>sales.parquet</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The path names no object.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the formats.</exception>
    public static string FixExtension(this DataFrameSerializationFormat format, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string extension = format.GetExtension();
        string[] segments = [.. path.Split('/').Where(segment => segment is not ("" or "."))];
        if (segments is [] or [.., ".."])
        {
            throw new ArgumentException($"'{path}' names no object that a table could be written to.", nameof(path));
        }

        segments[^1] = WithoutEnding(WithoutEnding(segments[^1])) + extension;
        return (path[0] == '/' ? "/" : "") + string.Join('/', segments);
    }

    private static string WithoutEnding(string name) =>
        name.LastIndexOf('.') is int dot and > 0 && dot < name.Length - 1 ? name[..dot] : name;

    private static ArgumentOutOfRangeException Unknown(DataFrameSerializationFormat format) =>
        new(nameof(format), format, "This is no table format.");
}

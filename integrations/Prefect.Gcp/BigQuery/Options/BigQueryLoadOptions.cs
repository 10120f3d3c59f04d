using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>How files are loaded into a table.</summary>
public sealed record BigQueryLoadOptions
{
    /// <summary>The defaults.</summary>
    public static BigQueryLoadOptions Default { get; } = new();

    /// <summary>Project of the table, which pays for the job. Default: that of the credentials.</summary>
    public string? Project { get; init; }

    /// <summary>Where the data set is. Default: <c>US</c>.</summary>
    public string Location { get; init; } = "US";

    /// <summary>Whether the service finds out the schema and the options of CSV. Default: it does.</summary>
    public bool? Autodetect { get; init; }

    /// <summary>The form of the files. Default: the service's choice, which is CSV.</summary>
    public BigQuerySourceFormat? SourceFormat { get; init; }

    /// <summary>What becomes of rows that the table holds already. Default: they stay.</summary>
    public BigQueryWriteDisposition? WriteDisposition { get; init; }

    /// <summary>Whether the table is made when it is not there. Default: it is.</summary>
    public bool? CreateTable { get; init; }

    /// <summary>How many lines at the beginning of a CSV file are not read, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? SkipLeadingRows
    {
        get;
        init => field = (int?)BigQueryOptionChecks.NotNegative(value);
    }

    /// <summary>What stands between the columns of a CSV file. Default: a comma.</summary>
    public string? FieldDelimiter { get; init; }

    /// <summary>What stands around texts in a CSV file. Default: double quotes.</summary>
    public string? Quote { get; init; }

    /// <summary>What stands for null in a CSV file. Default: nothing.</summary>
    public string? NullMarker { get; init; }

    /// <summary>Whether quoted texts of a CSV file may have line breaks. Default: they may not.</summary>
    public bool? AllowQuotedNewlines { get; init; }

    /// <summary>Whether lines of a CSV file may end before the last column. Default: they may not.</summary>
    public bool? AllowJaggedRows { get; init; }

    /// <summary>The character set of CSV and JSON files, such as <c>ISO-8859-1</c>. Default: UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether values that the table has no column for are left out. Default: they are errors.</summary>
    public bool? IgnoreUnknownValues { get; init; }

    /// <summary>How many bad rows are left out before the job fails, at least 0. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? MaxBadRecords
    {
        get;
        init => field = (int?)BigQueryOptionChecks.NotNegative(value);
    }

    /// <summary>How Parquet files are read.</summary>
    public BigQueryParquetOptions? ParquetOptions { get; init; }

    /// <summary>How a table that is made is divided by time.</summary>
    public BigQueryTimePartitioning? TimePartitioning { get; init; }

    /// <summary>Columns that a table that is made is sorted by, one to four.</summary>
    public IReadOnlyList<string> ClusteringFields { get; init; } = [];

    /// <summary>Labels of the job, for bills and logs.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long is waited for the job to end, once a local file has been sent. It is not ended by that, unless <see cref="CancelRemote"/> says so. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan? WaitTimeout
    {
        get;
        init => field = BigQueryOptionChecks.Positive(value);
    }

    /// <summary>Whether the job is ended when waiting for it is cancelled or takes too long. Default: it goes on.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>
    /// Further members of the job's <c>configuration.load</c> by the service's own names, such as <c>hivePartitioningOptions</c>. They go
    /// before those that are made of the other options.
    /// </summary>
    public JsonObject? Configuration { get; init; }
}

using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>How a query is run.</summary>
public sealed record BigQueryQueryOptions
{
    /// <summary>The defaults.</summary>
    public static BigQueryQueryOptions Default { get; } = new();

    /// <summary>Project that pays for the query. Default: that of the credentials.</summary>
    public string? Project { get; init; }

    /// <summary>Where the query runs, such as <c>EU</c> or <c>us-east1</c>. Default: where its data are; for tasks <c>US</c>. An empty text is none.</summary>
    public string? Location
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>Bytes that may be paid for: a query that would read more fails, and costs nothing. Default: no limit but the project's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long? MaximumBytesBilled
    {
        get;
        init => field = BigQueryOptionChecks.NotNegative(value);
    }

    /// <summary>Whether a result that is still known is given again. Default: the service's choice, which is that it is.</summary>
    public bool? UseQueryCache { get; init; }

    /// <summary>Data set of tables that the query names without one, as <c>dataset</c> or <c>project.dataset</c>. Default: none.</summary>
    public string? DefaultDataset { get; init; }

    /// <summary>Table that the rows go to, as <c>dataset.table</c> or <c>project.dataset.table</c>. Default: one of the service's, for a day.</summary>
    public string? DestinationTable { get; init; }

    /// <summary>What becomes of rows that the destination holds already. Default: the service's choice, which is that there may be none.</summary>
    public BigQueryWriteDisposition? WriteDisposition { get; init; }

    /// <summary>When the query is run. Default: as soon as possible.</summary>
    public BigQueryPriority Priority { get; init; }

    /// <summary>Labels of the job, for bills and logs.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The most rows of a page, at least 1; what a page takes is in memory. Default: the service's choice, about 10 MB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? PageSize
    {
        get;
        init => field = BigQueryOptionChecks.Positive(value);
    }

    /// <summary>How long the query may run; the service tries to end it then. Default: the service's own limit, six hours.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan? JobTimeout
    {
        get;
        init => field = BigQueryOptionChecks.Positive(value);
    }

    /// <summary>How long is waited for the query to start and to end. It is not ended by that, unless <see cref="CancelRemote"/> says so. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan? WaitTimeout
    {
        get;
        init => field = BigQueryOptionChecks.Positive(value);
    }

    /// <summary>Whether the query is ended when waiting for it is cancelled or takes too long. Default: it goes on.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>
    /// Further members of the job's <c>configuration.query</c> by the service's own names, such as <c>connectionProperties</c>. They go before
    /// those that are made of the other options.
    /// </summary>
    public JsonObject? Configuration { get; init; }
}

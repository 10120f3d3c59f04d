using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>
/// The rows of a query that has ended, read page by page while they are enumerated: one page is in memory, however many rows there are.
/// They can be enumerated again, for as long as the service keeps them, which is about a day.
/// </summary>
public sealed class BigQueryRows : IAsyncEnumerable<BigQueryRow>
{
    private readonly BigQueryWatch _watch;
    private readonly BigQueryJobReference _job;
    private readonly BigQueryStructDecoder _decoder;
    private readonly int? _pageSize;
    private BigQueryPage? _first;

    internal BigQueryRows(BigQueryWatch watch, BigQueryPage first, int? pageSize)
    {
        _watch = watch;
        _job = watch.Job;
        _first = first;
        _pageSize = pageSize;
        _decoder = new BigQueryStructDecoder(first.Head.Fields ?? []);
        TotalRows = first.Head.TotalRows;
        AffectedRows = first.Head.AffectedRows;
        TotalBytesProcessed = first.Head.TotalBytesProcessed;
        IsFromCache = first.Head.IsFromCache ?? false;
    }

    /// <summary>The columns; none for a statement that gives no rows.</summary>
    public IReadOnlyList<BigQueryField> Fields => _decoder.Columns.Fields;

    /// <summary>How many rows there are; null for a statement that gives none.</summary>
    public long? TotalRows { get; }

    /// <summary>How many rows of a table a statement changed; null for one that changes none.</summary>
    public long? AffectedRows { get; }

    /// <summary>Bytes that the query read; null when the service does not say.</summary>
    public long? TotalBytesProcessed { get; }

    /// <summary>Whether the service knew the result already.</summary>
    public bool IsFromCache { get; }

    /// <summary>The service's id of the job.</summary>
    public string JobId => _job.JobId;

    /// <summary>Where the job ran; null when the service does not say.</summary>
    public string? Location => _job.Location;

    /// <inheritdoc/>
    public async IAsyncEnumerator<BigQueryRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        BigQueryCursor cursor = Open();
        while (await cursor.NextAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            yield return row;
        }
    }

    /// <summary>Reads the rows from their beginning.</summary>
    internal BigQueryCursor Open() => new(this, Interlocked.Exchange(ref _first, null));

    internal Task<BigQueryPage> ReadPageAsync(string? token, CancellationToken cancellationToken) =>
        _watch.ReadPageAsync(token, _pageSize, cancellationToken);

    /// <exception cref="GcpException">A row does not fit the schema.</exception>
    internal BigQueryRow? Next(BigQueryPage page)
    {
        try
        {
            return page.Next(_decoder);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw BigQueryErrors.New($"Could not read a row of the query '{_job.JobId}': {exception.Message}", "invalidRow", innerException: exception);
        }
    }
}

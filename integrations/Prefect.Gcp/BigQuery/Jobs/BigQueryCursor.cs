namespace Prefect.Gcp;

/// <summary>A place in the rows of a query. One caller at a time.</summary>
internal sealed class BigQueryCursor(BigQueryRows rows, BigQueryPage? first)
{
    // What was read for a call that failed before it had all of its rows: the next call gets it first.
    private readonly Queue<BigQueryRow> _ahead = new();
    private BigQueryPage? _page = first;
    private string? _token;
    private bool _hasEnded;

    /// <summary>Gives the next row; null after the last. After a failure the next call tries the same again.</summary>
    /// <exception cref="GcpException">The rows could not be read, or lead in a circle.</exception>
    public ValueTask<BigQueryRow?> NextAsync(CancellationToken cancellationToken) =>
        _ahead.TryDequeue(out BigQueryRow? row) ? ValueTask.FromResult<BigQueryRow?>(row) : ReadAsync(cancellationToken);

    /// <summary>Gives the next rows, as many as there are; after a failure none, and they are the first of the next call.</summary>
    /// <exception cref="GcpException">The rows could not be read, or lead in a circle.</exception>
    public async Task<IReadOnlyList<BigQueryRow>> TakeAsync(int size, CancellationToken cancellationToken)
    {
        while (_ahead.Count < size && await ReadAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            _ahead.Enqueue(row);
        }

        List<BigQueryRow> taken = new(Math.Min(size, _ahead.Count));
        while (taken.Count < size && _ahead.TryDequeue(out BigQueryRow? row))
        {
            taken.Add(row);
        }

        return taken;
    }

    private async ValueTask<BigQueryRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_hasEnded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _page ??= await rows.ReadPageAsync(_token, cancellationToken).ConfigureAwait(false);
            if (rows.Next(_page) is { } row)
            {
                return row;
            }

            string? token = _page.Head.PageToken;
            if (token is not null && token == _token)
            {
                throw BigQueryErrors.New($"Could not read the rows of the query '{rows.JobId}': its pages lead to themselves.", code: null);
            }

            _token = token;
            _hasEnded = token is null;
            _page = null;
        }

        return null;
    }
}

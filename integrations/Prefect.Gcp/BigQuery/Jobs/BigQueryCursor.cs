namespace Prefect.Gcp;

/// <summary>A place in the rows of a query. One caller at a time.</summary>
internal sealed class BigQueryCursor(BigQueryRows rows, BigQueryPage? first)
{
    private BigQueryPage? _page = first;
    private string? _token;
    private bool _hasEnded;

    /// <summary>Gives the next row; null after the last. After a failure the next call tries the same again.</summary>
    /// <exception cref="GcpException">The rows could not be read, or lead in a circle.</exception>
    public async ValueTask<BigQueryRow?> NextAsync(CancellationToken cancellationToken)
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

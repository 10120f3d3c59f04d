namespace Prefect.Snowflake;

/// <summary>A place in the rows of a statement. One caller at a time.</summary>
internal sealed class SnowflakeCursor(SnowflakeResult result) : IDisposable
{
    // What was read for a call that failed before it had all of its rows: the next call gets it first.
    private readonly Queue<object?[]> _ahead = new();

    public SnowflakeColumns Columns => result.Columns;

    public SnowflakeResultHead Head => result.Head;

    /// <summary>Gives the next row; null after the last. After a failure the next call tries the same again.</summary>
    /// <exception cref="SnowflakeException">The rows could not be read.</exception>
    public async ValueTask<object?[]?> NextAsync(CancellationToken cancellationToken)
    {
        if (_ahead.TryDequeue(out object?[]? row))
        {
            return row;
        }

        return await result.NextAsync(cancellationToken).ConfigureAwait(false) ? result.Values() : null;
    }

    /// <summary>Gives the next rows, as many as there are; after a failure none, and they are the first of the next call.</summary>
    /// <exception cref="SnowflakeException">The rows could not be read.</exception>
    public async Task<IReadOnlyList<object?[]>> TakeAsync(int size, CancellationToken cancellationToken)
    {
        while (_ahead.Count < size && await result.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            _ahead.Enqueue(result.Values());
        }

        List<object?[]> taken = new(Math.Min(size, _ahead.Count));
        while (taken.Count < size && _ahead.TryDequeue(out object?[]? row))
        {
            taken.Add(row);
        }

        return taken;
    }

    public void Dispose() => result.Dispose();
}

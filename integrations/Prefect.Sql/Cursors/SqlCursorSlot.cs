using System.Diagnostics.CodeAnalysis;

namespace Prefect.Sql;

/// <summary>The place where a cursor is, or will be: those who ask for it at the same time go one after another.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks for the handle of the gate: without one it holds nothing to dispose of.")]
internal sealed class SqlCursorSlot
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqlCursor? _cursor;
    private bool _isClosed;

    /// <summary>Runs the statement if nobody has, and reads from its rows; null when the place was closed meanwhile.</summary>
    public async Task<(bool IsOpen, T? Value)> TryReadAsync<T>(
        SqlCalls calls, Func<Task<SqlCursor>> open, Func<SqlCursor, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await calls.EnterAsync(_gate, cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                return (false, default);
            }

            _cursor ??= await open().ConfigureAwait(false);
            return (true, await read(_cursor).ConfigureAwait(false));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the cursor, once whoever reads from it is done.</summary>
    public async Task CloseAsync(SqlCalls calls)
    {
        await calls.EnterAsync(_gate, CancellationToken.None).ConfigureAwait(false);
        try
        {
            _isClosed = true;
            if (_cursor is { } cursor)
            {
                _cursor = null;
                await cursor.CloseAsync(calls).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Prefect.Snowflake;

/// <summary>The place where a cursor is, or will be: those who ask for it at the same time go one after another.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks for the handle of the gate: without one it holds nothing to dispose of.")]
internal sealed class SnowflakeCursorSlot
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SnowflakeCursor? _cursor;
    private bool _isForgotten;

    /// <summary>Runs the query if nobody has, and reads from its rows.</summary>
    public async Task<T> ReadAsync<T>(
        Func<CancellationToken, Task<SnowflakeResult>> run, Func<SnowflakeCursor, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _cursor ??= new SnowflakeCursor(await run(cancellationToken).ConfigureAwait(false));
            return await read(_cursor, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            DropIfForgotten();
            _gate.Release();
        }
    }

    /// <summary>Lets the cursor go, once nobody reads from it.</summary>
    public async Task ForgetAsync()
    {
        _isForgotten = true;
        await _gate.WaitAsync().ConfigureAwait(false);
        DropIfForgotten();
        _gate.Release();
    }

    private void DropIfForgotten()
    {
        if (_isForgotten)
        {
            _cursor?.Dispose();
            _cursor = null;
        }
    }
}

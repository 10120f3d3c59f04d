using System.Diagnostics.CodeAnalysis;

namespace Prefect.Gcp;

/// <summary>The place where a cursor is, or will be: those who ask for it at the same time go one after another.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks for the handle of the gate: without one it holds nothing to dispose of.")]
internal sealed class BigQueryCursorSlot
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private BigQueryCursor? _cursor;

    /// <summary>Runs the query if nobody has, and reads from its rows.</summary>
    public async Task<T> ReadAsync<T>(
        Func<CancellationToken, Task<BigQueryRows>> run, Func<BigQueryCursor, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _cursor ??= (await run(cancellationToken).ConfigureAwait(false)).Open();
            return await read(_cursor, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs the query, whether somebody has or not. Its rows are read next.</summary>
    public async Task RunAsync(Func<CancellationToken, Task<BigQueryRows>> run, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _cursor = null;
            _cursor = (await run(cancellationToken).ConfigureAwait(false)).Open();
        }
        finally
        {
            _gate.Release();
        }
    }
}

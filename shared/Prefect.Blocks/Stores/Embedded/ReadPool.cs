using System.Collections.Concurrent;

namespace Prefect.Blocks;

/// <summary>Lends out connections that read. There are as many as reads ever ran at once.</summary>
internal sealed class ReadPool(Func<ReadConnection> open) : IDisposable
{
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private volatile bool _isClosed;

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public TResult Run<TArgument, TResult>(TArgument argument, Func<ReadConnection, TArgument, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(EmbeddedBlockStore));
#pragma warning disable CA2000 // It goes back to the idle ones, which the pool disposes.
        ReadConnection connection = _idle.TryTake(out ReadConnection? idle) ? idle : open();
#pragma warning restore CA2000
        try
        {
            return read(connection, argument);
        }
        finally
        {
            _idle.Add(connection);
            if (_isClosed)
            {
                Close();
            }
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        Close();
    }

    private void Close()
    {
        while (_idle.TryTake(out ReadConnection? connection))
        {
            connection.Dispose();
        }
    }
}

using System.Collections.Concurrent;

namespace Prefect.Sqlite;

/// <summary>Lends out connections that read. There are as many as reads ever ran at once.</summary>
/// <typeparam name="TConnection">A connection.</typeparam>
internal sealed class ReadPool<TConnection>(Func<TConnection> open, Type owner) : IDisposable
    where TConnection : class, IDisposable
{
    private readonly ConcurrentBag<TConnection> _idle = [];
    private volatile bool _isClosed;

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public TResult Run<TArgument, TResult>(TArgument argument, Func<TConnection, TArgument, TResult> read)
    {
        ObjectDisposedException.ThrowIf(_isClosed, owner);
#pragma warning disable CA2000 // It goes back to the idle ones, which the pool disposes.
        TConnection connection = _idle.TryTake(out TConnection? idle) ? idle : open();
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
        while (_idle.TryTake(out TConnection? connection))
        {
            connection.Dispose();
        }
    }
}

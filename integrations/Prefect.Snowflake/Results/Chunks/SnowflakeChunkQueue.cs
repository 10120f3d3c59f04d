using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Prefect.Snowflake;

/// <summary>Gives the parts of a large result one after another, and reads a few of them ahead. One caller at a time.</summary>
/// <param name="list">The parts.</param>
/// <param name="download">Reads one.</param>
/// <param name="renew">Asks for the list again, since addresses are good for some hours only.</param>
/// <param name="ahead">How many parts are read ahead, at least 1.</param>
[SuppressMessage("Usage", "CA2213", Justification = "What is still being read looks at the source, which holds nothing to dispose of.")]
internal sealed class SnowflakeChunkQueue(
    SnowflakeChunkList list, SnowflakeChunkDownload download, Func<CancellationToken, Task<SnowflakeChunkList>> renew, int ahead) : IDisposable
{
    // However large parts are, no more than this is kept of what nobody has asked for yet.
    private const long MostBytesAhead = 128L * 1024 * 1024;

    private readonly CancellationTokenSource _closed = new();
    private readonly Dictionary<int, Task<SnowflakeChunk>> _reading = [];
    private SnowflakeChunkList _list = list;
    private int _next;

    /// <summary>Gives the next part and how many rows it should have; null after the last. After a failure the next call tries the same again.</summary>
    /// <exception cref="SnowflakeException">The part could not be read.</exception>
    public async ValueTask<(SnowflakeChunk Chunk, int RowCount)?> NextAsync(CancellationToken cancellationToken)
    {
        if (_next >= _list.Infos.Count)
        {
            return null;
        }

        SnowflakeChunk chunk = await TakeAsync(mayRenew: true, cancellationToken).ConfigureAwait(false);
        int rows = _list.Infos[_next].RowCount;
        _next++;
        ReadAhead();
        return (chunk, rows);
    }

    /// <summary>Begins to read, before anybody asks.</summary>
    public void ReadAhead()
    {
        long bytes = 0;
        for (int index = _next; index < _list.Infos.Count && index < _next + ahead; index++)
        {
            bytes += _list.Infos[index].Size;
            if (index > _next && bytes > MostBytesAhead)
            {
                return;
            }

            if (!_reading.ContainsKey(index))
            {
                _reading[index] = ReadAsync(index, _closed.Token);
            }
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        foreach (Task<SnowflakeChunk> reading in _reading.Values)
        {
            _ = DropAsync(reading);
        }

        _reading.Clear();
    }

    private async Task<SnowflakeChunk> TakeAsync(bool mayRenew, CancellationToken cancellationToken)
    {
        ReadAhead();
        Task<SnowflakeChunk> reading = _reading[_next];
        try
        {
            SnowflakeChunk chunk = await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            _reading.Remove(_next);
            return chunk;
        }
        catch (SnowflakeException exception)
        {
            _reading.Remove(_next);
            if (!mayRenew || exception.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest))
            {
                throw;
            }

            if (!await TryRenewAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        return await TakeAsync(mayRenew: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        SnowflakeChunkList renewed = await renew(cancellationToken).ConfigureAwait(false);
        if (!renewed.IsOfSameParts(_list))
        {
            return false;
        }

        foreach (Task<SnowflakeChunk> reading in _reading.Values)
        {
            _ = DropAsync(reading);
        }

        _reading.Clear();
        _list = renewed;
        return true;
    }

    // Begun on another thread: unpacking is work, and the caller has its own.
    private Task<SnowflakeChunk> ReadAsync(int index, CancellationToken cancellationToken)
    {
        SnowflakeChunkList current = _list;
        return Task.Run(() => download.ReadAsync(index, current.Infos[index], current.Headers, cancellationToken), cancellationToken);
    }

    private static async Task DropAsync(Task<SnowflakeChunk> reading)
    {
        try
        {
            (await reading.ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception) when (exception is SnowflakeException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody waits for this part any more.
        }
    }
}

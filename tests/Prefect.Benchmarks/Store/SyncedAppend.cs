namespace Prefect.Benchmarks;

/// <summary>The least that a durable save can cost here: 4 KiB appended to a file and brought to the disk.</summary>
internal sealed class SyncedAppend(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    private readonly byte[] _page = new byte[4096];

    public void Append()
    {
        _file.Write(_page);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();
}

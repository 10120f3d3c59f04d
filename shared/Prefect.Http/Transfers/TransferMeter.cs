using Prefect.Blocks;

namespace Prefect.Http;

/// <summary>Adds up what the parts of a transfer report, many at once, and passes it on in order.</summary>
/// <param name="progress">Hears of it; null for nobody.</param>
/// <param name="totalBytes">How many bytes there are; null when that is not known.</param>
/// <param name="totalFiles">How many files there are; null when that is not known.</param>
public sealed class TransferMeter(IProgress<TransferProgress>? progress, long? totalBytes = null, int? totalFiles = null)
{
    private readonly Lock _gate = new();
    private long _bytes;
    private int _files;

    /// <summary>Adds bytes of a file.</summary>
    /// <param name="path">The file, or the object.</param>
    /// <param name="bytes">How many.</param>
    public void Add(string path, long bytes) => Report(path, bytes, 0);

    /// <summary>Counts a file as done.</summary>
    /// <param name="path">The file, or the object.</param>
    public void Finish(string path) => Report(path, 0, 1);

    private void Report(string path, long bytes, int files)
    {
        if (progress is null)
        {
            return;
        }

        lock (_gate)
        {
            _bytes += bytes;
            _files += files;
            progress.Report(new TransferProgress(path, _bytes, totalBytes, _files, totalFiles));
        }
    }
}

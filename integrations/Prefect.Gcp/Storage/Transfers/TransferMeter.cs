using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Adds up what the parts of a transfer report, and passes it on in order.</summary>
internal sealed class TransferMeter(IProgress<TransferProgress>? progress, long? totalBytes = null, int? totalFiles = null)
{
    private readonly Lock _gate = new();
    private long _bytes;
    private int _files;

    public void Add(string path, long bytes) => Report(path, bytes, 0);

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

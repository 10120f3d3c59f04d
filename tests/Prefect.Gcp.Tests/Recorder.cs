using Prefect.Blocks;

namespace Prefect.Gcp.Tests;

/// <summary>Keeps reports in the order in which they come.</summary>
internal sealed class Recorder(List<TransferProgress> reports, Action<TransferProgress>? seen = null) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value)
    {
        reports.Add(value);
        seen?.Invoke(value);
    }
}

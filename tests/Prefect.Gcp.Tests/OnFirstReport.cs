using Prefect.Blocks;

namespace Prefect.Gcp.Tests;

/// <summary>Does something when a transfer first says how far it is.</summary>
internal sealed class OnFirstReport(Action action) : IProgress<TransferProgress>
{
    private int _reports;

    public void Report(TransferProgress value)
    {
        if (Interlocked.Increment(ref _reports) == 1)
        {
            action();
        }
    }
}

using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>Does something when a transfer first says how far it is.</summary>
/// <param name="action">What is done, once.</param>
public sealed class OnFirstReport(Action action) : IProgress<TransferProgress>
{
    private int _reports;

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        if (Interlocked.Increment(ref _reports) == 1)
        {
            action();
        }
    }
}

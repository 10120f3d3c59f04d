using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>Keeps what a transfer reported.</summary>
public sealed class ProgressRecord : IProgress<TransferProgress>
{
    private readonly Lock _gate = new();
    private readonly List<TransferProgress> _reports = [];

    /// <summary>What was reported so far, in the order in which it came.</summary>
    public IReadOnlyList<TransferProgress> Reports
    {
        get
        {
            lock (_gate)
            {
                return [.. _reports];
            }
        }
    }

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        lock (_gate)
        {
            _reports.Add(value);
        }
    }

    /// <summary>Fails unless the reports never went back and the last one is of all bytes.</summary>
    /// <param name="total">How many bytes there were.</param>
    public void ShouldGrowTo(long total)
    {
        lock (_gate)
        {
            _reports.ShouldNotBeEmpty();
            _reports.Select(report => report.BytesTransferred).ShouldBeInOrder();
            _reports[^1].BytesTransferred.ShouldBe(total);
        }
    }
}

using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>Stands for a service that takes its time.</summary>
[Block("Slow Service")]
public sealed partial record SlowService : Block
{
    /// <summary>How long a call takes, in milliseconds.</summary>
    public int Milliseconds { get; init; } = 50;

    /// <summary>Waits as long as the service takes.</summary>
    public async Task CallAsync(CancellationToken cancellationToken = default) =>
        await Task.Delay(Milliseconds, cancellationToken);
}

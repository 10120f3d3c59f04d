namespace Prefect.Dbt;

/// <summary>What an operation has triggered and is to be closed with it.</summary>
internal sealed class DbtCoreRuns
{
    private readonly Lock _gate = new();
    private List<DbtCoreRun> _runs = [];

    public void Add(DbtCoreRun run)
    {
        lock (_gate)
        {
            // An operation may be triggered as often as there are days.
            _runs.RemoveAll(static earlier => earlier.IsClosed);
            _runs.Add(run);
        }
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        List<DbtCoreRun> open;
        lock (_gate)
        {
            (open, _runs) = (_runs, []);
        }

        await Task.WhenAll(open.Select(run => run.CloseAsync(cancellationToken))).ConfigureAwait(false);
    }
}

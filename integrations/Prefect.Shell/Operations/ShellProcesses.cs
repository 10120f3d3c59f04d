namespace Prefect.Shell;

/// <summary>What an operation has triggered and is to be closed with it.</summary>
internal sealed class ShellProcesses
{
    private readonly Lock _gate = new();
    private List<ShellProcess> _processes = [];

    public void Add(ShellProcess process)
    {
        lock (_gate)
        {
            // An operation may be triggered as often as there are days.
            _processes.RemoveAll(static earlier => earlier.IsClosed);
            _processes.Add(process);
        }
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        List<ShellProcess> open;
        lock (_gate)
        {
            (open, _processes) = (_processes, []);
        }

        await Task.WhenAll(open.Select(process => process.CloseAsync(cancellationToken))).ConfigureAwait(false);
    }
}

namespace Prefect.Flows.Tests;

/// <summary>Counts what is asked of limits, and can fail as a disk does.</summary>
internal sealed class CountedLimits(IConcurrencyLimitStore limits) : IConcurrencyLimitStore
{
    private int _lists;
    private int _asks;

    public int Lists => _lists;

    public int Asks => _asks;

    public bool FailsRenewals { get; set; }

    public ValueTask<ConcurrencyLimit> CreateAsync(ConcurrencyLimitDraft draft, CancellationToken cancellationToken = default) =>
        limits.CreateAsync(draft, cancellationToken);

    public ValueTask<ConcurrencyLimit?> FindAsync(string name, CancellationToken cancellationToken = default) => limits.FindAsync(name, cancellationToken);

    public IAsyncEnumerable<ConcurrencyLimit> ListAsync(string? prefix = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _lists);
        return limits.ListAsync(prefix, cancellationToken);
    }

    public IAsyncEnumerable<ConcurrencyLease> ListLeasesAsync(string name, CancellationToken cancellationToken = default) =>
        limits.ListLeasesAsync(name, cancellationToken);

    public ValueTask<ConcurrencyLimit?> UpdateAsync(string name, ConcurrencyLimitChange change, CancellationToken cancellationToken = default) =>
        limits.UpdateAsync(name, change, cancellationToken);

    public ValueTask<bool> ResetAsync(string name, CancellationToken cancellationToken = default) => limits.ResetAsync(name, cancellationToken);

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default) => limits.DeleteAsync(name, cancellationToken);

    public ValueTask<ConcurrencyAnswer> AcquireAsync(ConcurrencyRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asks);
        return limits.AcquireAsync(request, cancellationToken);
    }

    public ValueTask<bool> RenewAsync(Guid leaseId, TimeSpan duration, CancellationToken cancellationToken = default) => FailsRenewals
        ? throw new RunStoreException("the disk is gone")
        : limits.RenewAsync(leaseId, duration, cancellationToken);

    public ValueTask ReleaseAsync(Guid leaseId, CancellationToken cancellationToken = default) => limits.ReleaseAsync(leaseId, cancellationToken);
}

namespace Prefect.Blocks;

/// <summary>Work that runs elsewhere and is started from here.</summary>
/// <typeparam name="TResult">What a run gives.</typeparam>
[SyncTwins]
public partial interface IJob<TResult>
{
    /// <summary>Starts a run.</summary>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    Task<IJobRun<TResult>> TriggerAsync(CancellationToken cancellationToken = default);
}

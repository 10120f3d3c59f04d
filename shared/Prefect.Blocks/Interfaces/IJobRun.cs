namespace Prefect.Blocks;

/// <summary>A run of an <see cref="IJob{TResult}"/>.</summary>
/// <typeparam name="TResult">What the run gives.</typeparam>
[SyncTwins]
public partial interface IJobRun<TResult>
{
    /// <summary>The service's id of the run; with it a later process can wait for the same run.</summary>
    string Id { get; }

    /// <summary>Waits until the run has ended.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    Task WaitForCompletionAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the result of the run, which has ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    Task<TResult> FetchResultAsync(CancellationToken cancellationToken = default);
}

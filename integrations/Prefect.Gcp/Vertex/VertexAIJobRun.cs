using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A custom job that was created on Vertex AI.</summary>
[SyncTwins]
public sealed partial class VertexAIJobRun : IJobRun<VertexAIOutcome>
{
    private static readonly TimeSpan s_longestCancelling = TimeSpan.FromMinutes(1);

    private readonly CustomJobName _name;
    private readonly VertexAIJob _job;
    private readonly VertexAIOptions _options;
    private VertexAIOutcome? _ended;

    internal VertexAIJobRun(CustomJobName name, VertexAIJob job)
    {
        _name = name;
        _job = job;
        _options = job.Options ?? VertexAIOptions.Default;
    }

    /// <summary>Name of the job, with project and region; with it a later process takes the run up: <see cref="VertexAIJob.Attach"/>.</summary>
    public string Id => _name.ToString();

    /// <summary>Address of the job's page in the console.</summary>
    public Uri ConsoleUri => _name.Console;

    /// <summary>Address of the page with what its containers print.</summary>
    public Uri LogUri => _name.Logs;

    internal bool IsAttached { get; init; }

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(VertexAIJobRun));

    private JobServiceClient Client => new(_job.Credentials, _name.Location, _options);

    /// <summary>Asks how the job stands.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<VertexAIOutcome> DescribeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            VertexAIOutcome outcome = new(await Client.GetCustomJobAsync(Id, cancellationToken).ConfigureAwait(false));
            _ended = outcome.HasEnded ? outcome : _ended;
            return outcome;
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            throw new VertexAIJobNotFoundException(Id, "read the state of the job", exception);
        }
    }

    /// <summary>Waits until the job has ended, and gives how it did, with success or without.</summary>
    /// <param name="timeout">How long is waited at most. The job goes on after it. Default: <see cref="VertexAIJob.MaximumRunTimeHours"/>.</param>
    /// <param name="cancellationToken">Ends the waiting, and the job too with <see cref="VertexAIOptions.CancelRemote"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="TimeoutException">The job had not ended in time.</exception>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="VertexAIOptions.Patience"/>.</exception>
    public async Task<VertexAIOutcome> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? TimeSpan.Zero, TimeSpan.Zero, nameof(timeout));
        if (_ended is not null)
        {
            return _ended;
        }

        VertexAIOutcome outcome = await VertexWatch.Of(this, _job, timeout, Logger)
            .UntilAsync(DescribeAsync, static seen => seen.HasEnded, cancellationToken).ConfigureAwait(false);
        VertexWatch.Tell(outcome, Logger);
        return outcome;
    }

    /// <summary>Waits until the job has ended with success.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the job too with <see cref="VertexAIOptions.CancelRemote"/>.</param>
    /// <exception cref="VertexAIJobException">It ended without success; its diagnosis tells why and what to do.</exception>
    /// <exception cref="TimeoutException">The job had not ended within <see cref="VertexAIJob.MaximumRunTimeHours"/>.</exception>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="VertexAIOptions.Patience"/>.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        VertexAIOutcome outcome = await WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        if (outcome is { Succeeded: false, Diagnosis: { } diagnosis })
        {
            throw new VertexAIJobException($"The Vertex AI job '{Id}' did not succeed. {diagnosis}", diagnosis, outcome);
        }
    }

    /// <summary>Gives how the job ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<VertexAIOutcome> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        VertexAIOutcome outcome = _ended ?? await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return outcome.HasEnded
            ? outcome
            : throw new InvalidOperationException($"The Vertex AI job '{Id}' has not ended, it is {outcome.Job.State}: wait for it first.");
    }

    /// <summary>Begins to cancel the job.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task CancelAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Client.CancelCustomJobAsync(Id, cancellationToken).ConfigureAwait(false);
            GcpLog.JobCancelled(Logger, Id);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            throw new VertexAIJobNotFoundException(Id, "cancel the job", exception);
        }
    }

    /// <summary>Begins to delete the job, which must have ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Client.DeleteCustomJobAsync(Id, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            throw new VertexAIJobNotFoundException(Id, "delete the job", exception);
        }
    }

    /// <summary>Gives the identifier.</summary>
    public override string ToString() => Id;

    /// <summary>Cancels the job as far as it can be: its failing must not hide what went before.</summary>
    internal async Task CancelQuietlyAsync()
    {
        // Whoever cancels the waiting must not leave something behind that costs money.
        using CancellationTokenSource patience = new(s_longestCancelling);
        try
        {
            await CancelAsync(patience.Token).ConfigureAwait(false);
        }
        catch (VertexAIJobNotFoundException)
        {
            // Somebody else was faster.
        }
        catch (Exception exception) when (exception is GcpException or OperationCanceledException)
        {
            GcpLog.JobLeftBehind(Logger, Id, exception.Message);
        }
    }
}

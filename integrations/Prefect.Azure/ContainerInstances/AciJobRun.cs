using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>A container run that was started on Azure Container Instances.</summary>
[SyncTwins]
public sealed partial class AciJobRun : IJobRun<AciJobOutcome>
{
    private readonly AciJob _job;
    private readonly AciOptions _options;
    private AciJobOutcome? _ended;
    private AciJobOutcome? _result;

    internal AciJobRun(AciIdentifier identifier, AciJob job)
    {
        Identifier = identifier;
        _job = job;
        _options = job.UsedOptions;
    }

    /// <summary>Run and container group.</summary>
    public AciIdentifier Identifier { get; }

    /// <summary>Run and container group in one text, <c>run:group</c>; with it a later process takes the run up: <see cref="AciJob.Attach"/>.</summary>
    public string Id => Identifier.ToString();

    internal bool IsAttached { get; init; }

    /// <summary>When the deployment was asked for, on the options' clock; null where the run was taken up.</summary>
    internal long? SubmittedAt { get; init; }

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(AciJobRun));

    private ArmConnection Connection => field ??= _job.AciCredentials.Connect(_options.Access);

    private AciContainerGroups Groups => new(Connection, _job.SubscriptionId);

    /// <summary>Asks how the container stands.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AciJobNotFoundException">There is no such container group, or no longer, or not yet.</exception>
    /// <exception cref="AzureConfigurationException">The credentials contradict themselves.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<AciJobOutcome> DescribeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            AciContainerGroup group = await Groups.GetAsync(_job.ResourceGroupName, Identifier.ContainerGroupName, cancellationToken).ConfigureAwait(false);
            AciJobOutcome outcome = new() { Identifier = Identifier, Group = group };
            _ended = outcome.HasEnded ? outcome : _ended;
            return outcome;
        }
        catch (AzureException exception) when (exception.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            throw NotFound("read the state of the container", exception);
        }
    }

    /// <summary>
    /// Waits until the container has ended, deletes or stops its group, and gives how it ended, with success or without.
    /// </summary>
    /// <param name="timeout">How long is waited at most. The container goes on after it. Default: without end.</param>
    /// <param name="cancellationToken">Ends the waiting, and the container too with <see cref="AciOptions.CancelRemote"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="TimeoutException">The container had not ended in time.</exception>
    /// <exception cref="AciJobException">The container could not be started.</exception>
    /// <exception cref="AciJobNotFoundException">The run was taken up, and there is no such container group, or no longer.</exception>
    /// <exception cref="AzureException">The service refused a request, or was out of reach for longer than <see cref="AciOptions.Patience"/>.</exception>
    public async Task<AciJobOutcome> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? TimeSpan.Zero, TimeSpan.Zero, nameof(timeout));
        if (_result is not null)
        {
            return _result;
        }

        AciJobOutcome outcome;
        try
        {
            outcome = await WatchAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AciJobException)
        {
            await Cleanup().EndQuietlyAsync(Identifier.ContainerGroupName).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException) when (_options.CancelRemote && cancellationToken.IsCancellationRequested)
        {
            await Cleanup().EndQuietlyAsync(Identifier.ContainerGroupName).ConfigureAwait(false);
            throw;
        }

        if (!outcome.WasDeleted)
        {
            await Cleanup().EndQuietlyAsync(Identifier.ContainerGroupName).ConfigureAwait(false);
        }

        return _result = outcome;
    }

    /// <summary>Waits until the container has ended with success.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the container too with <see cref="AciOptions.CancelRemote"/>.</param>
    /// <exception cref="AciJobException">It could not be started, or ended without success; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AciJobNotFoundException">The run was taken up, and there is no such container group, or no longer.</exception>
    /// <exception cref="AzureException">The service refused a request, or was out of reach for longer than <see cref="AciOptions.Patience"/>.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        AciJobOutcome outcome = await WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        if (outcome is { Succeeded: false, Diagnosis: { } diagnosis })
        {
            throw new AciJobException($"The container of '{Identifier.ContainerGroupName}' did not succeed. {diagnosis}", diagnosis, outcome);
        }
    }

    /// <summary>Gives how the container ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="AciJobNotFoundException">There is no such container group, or no longer, or not yet.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<AciJobOutcome> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        AciJobOutcome outcome = _result ?? _ended ?? await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return outcome.HasEnded
            ? outcome
            : throw new InvalidOperationException($"The container of '{Identifier.ContainerGroupName}' has not ended, it is {outcome.State ?? "not known how"}: wait for it first.");
    }

    /// <summary>Ends the container: deletes its group, or stops it with <see cref="AciJob.KeepContainerGroup"/>.</summary>
    /// <param name="cancellationToken">Ends the operation, not the deletion.</param>
    /// <exception cref="AciJobNotFoundException">There is no such container group, or no longer, or not yet.</exception>
    /// <exception cref="TimeoutException">The group was not gone within <see cref="AciOptions.DeletionTimeout"/>. The deletion goes on.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await DescribeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Cleanup().EndAsync(Identifier.ContainerGroupName, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            throw NotFound("stop the container", exception);
        }
    }

    /// <summary>Gives the identifier.</summary>
    public override string ToString() => Id;

    internal AciCleanup Cleanup() => new(_job, Groups, Logger);

    private AciWatch Watch(TimeSpan? timeout) =>
        new(this, _job, Groups, new ArmDeployments(Connection, _job.SubscriptionId), timeout, Logger);

    private AciJobNotFoundException NotFound(string attempt, Exception? exception) => new(Identifier, _job.ResourceGroupName, attempt, exception);
}

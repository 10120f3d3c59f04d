using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>Watches a container run, through whatever keeps it from being seen for a while.</summary>
internal sealed class AciWatch(AciJobRun run, AciJob job, AciContainerGroups groups, ArmDeployments deployments, ILogger logger)
{
    private readonly AciOptions _options = job.UsedOptions;
    private readonly long _began = job.UsedOptions.TimeProvider.GetTimestamp();

    private string Group => run.Identifier.ContainerGroupName;

    /// <summary>Waits until the container group is there.</summary>
    /// <returns>The group; null when it is gone already.</returns>
    /// <exception cref="AciJobException">The group could not be made, or not in time.</exception>
    /// <exception cref="TimeoutException">The group was not there in time.</exception>
    public async Task<AciContainerGroup?> UntilStartedAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        long began = run.SubmittedAt ?? _began;
        while (true)
        {
            ArmDeployment? deployment = await DeploymentAsync(timeout, cancellationToken).ConfigureAwait(false);
            if (deployment is { HasEnded: true, Succeeded: false })
            {
                throw NotStarted(AciStartDiagnosis.Of(deployment));
            }

            // Histories of deployments are cleared now and then: what was taken up may be there without one.
            if (deployment is { Succeeded: true } || (deployment is null && run.IsAttached))
            {
                return await StartedAsync(cancellationToken).ConfigureAwait(false);
            }

            TimeSpan elapsed = _options.TimeProvider.GetElapsedTime(began);
            if (elapsed > job.TaskStartTimeout)
            {
                throw NotStarted(AciStartDiagnosis.OfTimeout(elapsed.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)));
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the container has ended, and says after each look what is new of its output.</summary>
    /// <param name="group">The group as it was seen last; null when there is none any more.</param>
    /// <param name="looked">Hears of each look.</param>
    /// <param name="timeout">How long is waited at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">The container had not ended in time.</exception>
    public async Task<AciJobOutcome> UntilEndedAsync(
        AciContainerGroup? group, Func<AciContainerGroup, Task> looked, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        for (AciContainerGroup? seen = group; ;)
        {
            AciJobOutcome outcome = new() { Identifier = run.Identifier, Group = seen };
            if (seen is null)
            {
                AciLog.Vanished(logger, Group);
                return outcome;
            }

            await looked(seen).ConfigureAwait(false);
            if (outcome.HasEnded)
            {
                AciLog.Ended(logger, Group, outcome.ExitCode);
                return outcome;
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
            seen = await FindAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads how the group stands; null when there is none.</summary>
    public Task<AciContainerGroup?> FindAsync(TimeSpan? timeout, CancellationToken cancellationToken) =>
        PatientlyAsync(() => groups.GetAsync(job.ResourceGroupName, Group, cancellationToken), timeout, cancellationToken);

    /// <summary>Waits for the next look.</summary>
    /// <exception cref="TimeoutException">There is no time left.</exception>
    public async Task PauseAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan pause = job.TaskWatchPollInterval;
        if (timeout is { } most)
        {
            TimeSpan left = most - _options.TimeProvider.GetElapsedTime(_began);
            pause = left < pause ? left : pause;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"The container of '{Group}' had not ended after {most}. It goes on: wait again, or stop it.");
            }
        }

        await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    private Task<ArmDeployment?> DeploymentAsync(TimeSpan? timeout, CancellationToken cancellationToken) =>
        PatientlyAsync(() => deployments.GetAsync(job.ResourceGroupName, AciNames.Deployment(Group), cancellationToken), timeout, cancellationToken);

    private async Task<AciContainerGroup?> StartedAsync(CancellationToken cancellationToken)
    {
        AciContainerGroup? group = await FindAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        if (group is null)
        {
            return null;
        }

        if (group is not { ProvisioningState: ArmDeployment.Success, Containers.Count: 1 })
        {
            throw NotStarted(AciStartDiagnosis.OfGroup(group));
        }

        AciLog.Created(logger, Group);
        return group;
    }

    /// <summary>
    /// Asks until there is an answer, or the patience is over: an error that says nothing about the container is no verdict on it. That
    /// there is no such thing is an answer: null.
    /// </summary>
    private async Task<T?> PatientlyAsync<T>(Func<Task<T>> ask, TimeSpan? timeout, CancellationToken cancellationToken)
        where T : class
    {
        long lost = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
            catch (AzureException exception) when (exception.IsTransient && _options.TimeProvider.GetElapsedTime(lost) < _options.Patience)
            {
                AciLog.OutOfSight(logger, Group, exception.Message);
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private AciJobException NotStarted(InfrastructureDiagnosis diagnosis) =>
        new($"The container of '{Group}' could not be started. {diagnosis}", diagnosis);
}

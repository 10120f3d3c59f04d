using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Watches a container run, from its deployment to its end.</summary>
internal sealed class AciWatch(
    AciJobRun run, AciJob job, AciContainerGroups groups, ArmDeployments deployments, TimeSpan? timeout, ILogger logger)
{
    private readonly StatusWatch _watch = new(new StatusWatchOptions
    {
        Subject = $"container of '{run.Identifier.ContainerGroupName}'",
        Interval = job.TaskWatchPollInterval,
        Timeout = timeout,
        Patience = job.UsedOptions.Patience,
        TimeProvider = job.UsedOptions.TimeProvider,
        Logger = logger,
    });

    private string Group => run.Identifier.ContainerGroupName;

    private TimeSpan SinceSubmission => run.SubmittedAt is { } submitted ? job.UsedOptions.TimeProvider.GetElapsedTime(submitted) : _watch.Elapsed;

    /// <summary>Waits until the container group is there.</summary>
    /// <returns>The group; null when it is gone already.</returns>
    /// <exception cref="AciJobException">The group could not be made, or not in time.</exception>
    /// <exception cref="TimeoutException">The group was not there in time.</exception>
    public async Task<AciContainerGroup?> UntilStartedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ArmDeployment? deployment = await DeploymentAsync(cancellationToken).ConfigureAwait(false);
            if (deployment is { HasEnded: true, Succeeded: false })
            {
                throw NotStarted(AciStartDiagnosis.Of(deployment));
            }

            // Histories of deployments are cleared now and then: what was taken up may be there without one.
            if (deployment is { Succeeded: true } || (deployment is null && run.IsAttached))
            {
                return await StartedAsync(cancellationToken).ConfigureAwait(false);
            }

            TimeSpan elapsed = SinceSubmission;
            if (elapsed > job.TaskStartTimeout)
            {
                throw NotStarted(AciStartDiagnosis.OfTimeout(elapsed.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)));
            }

            await _watch.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the container has ended, and says after each look what is new of its output.</summary>
    /// <param name="group">The group as it was seen last; null when there is none any more.</param>
    /// <param name="looked">Hears of each look.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">The container had not ended in time.</exception>
    public async Task<AciJobOutcome> UntilEndedAsync(
        AciContainerGroup? group, Func<AciContainerGroup, Task> looked, CancellationToken cancellationToken)
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

            seen = await NextAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the next look, and reads how the group stands; null when there is none.</summary>
    /// <exception cref="TimeoutException">There is no time left.</exception>
    public async Task<AciContainerGroup?> NextAsync(CancellationToken cancellationToken)
    {
        await _watch.PauseAsync(cancellationToken).ConfigureAwait(false);
        return await FindAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<AciContainerGroup?> FindAsync(CancellationToken cancellationToken) =>
        ReadAsync(token => groups.GetAsync(job.ResourceGroupName, Group, token), cancellationToken);

    private Task<ArmDeployment?> DeploymentAsync(CancellationToken cancellationToken) =>
        ReadAsync(token => deployments.GetAsync(job.ResourceGroupName, AciNames.Deployment(Group), token), cancellationToken);

    private async Task<AciContainerGroup?> StartedAsync(CancellationToken cancellationToken)
    {
        AciContainerGroup? group = await FindAsync(cancellationToken).ConfigureAwait(false);
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

    // That there is no such thing is an answer: null.
    private async Task<T?> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await _watch.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private AciJobException NotStarted(InfrastructureDiagnosis diagnosis) =>
        new($"The container of '{Group}' could not be started. {diagnosis}", diagnosis);
}

using System.Net;
using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>Ends container groups: stops those that are kept, and deletes the others.</summary>
internal sealed class AciCleanup(AciJob job, AciContainerGroups groups, ArmDeployments deployments, ILogger logger)
{
    private readonly AciOptions _options = job.UsedOptions;

    /// <summary>Whether the group may not have been made yet.</summary>
    public bool MayBeDeploying { get; init; }

    /// <exception cref="TimeoutException">The group was not gone in time.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task EndAsync(string group, CancellationToken cancellationToken)
    {
        if (job.KeepContainerGroup)
        {
            await PatientlyAsync(() => groups.StopAsync(job.ResourceGroupName, group, cancellationToken), cancellationToken).ConfigureAwait(false);
            AciLog.Stopped(logger, group);
            return;
        }

        await PatientlyAsync(() => groups.DeleteAsync(job.ResourceGroupName, group, cancellationToken), cancellationToken).ConfigureAwait(false);
        await UntilGoneAsync(group, cancellationToken).ConfigureAwait(false);
        AciLog.Deleted(logger, group);
    }

    /// <summary>Ends a group as far as it can be: its failing must not hide how the container ended.</summary>
    public async Task EndQuietlyAsync(string group)
    {
        // Whoever cancels the waiting must not leave something behind that costs money.
        using CancellationTokenSource patience = new(_options.DeletionTimeout + TimeSpan.FromSeconds(30));
        try
        {
            if (MayBeDeploying)
            {
                await CallOffAsync(AciNames.Deployment(group), patience.Token).ConfigureAwait(false);
            }

            await EndAsync(group, patience.Token).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody else was faster.
        }
        catch (Exception exception) when (exception is AzureException or TimeoutException or OperationCanceledException)
        {
            AciLog.LeftBehind(logger, group, exception.Message);
        }
    }

    // A deployment that goes on would make the group after it was deleted, and nobody would know of it.
    private async Task CallOffAsync(string deployment, CancellationToken cancellationToken)
    {
        try
        {
            await deployments.CancelAsync(job.ResourceGroupName, deployment, cancellationToken).ConfigureAwait(false);
            long began = _options.TimeProvider.GetTimestamp();
            while (!(await deployments.GetAsync(job.ResourceGroupName, deployment, cancellationToken).ConfigureAwait(false)).HasEnded
                && _options.TimeProvider.GetElapsedTime(began) < _options.DeletionTimeout)
            {
                await Task.Delay(job.TaskWatchPollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AzureException exception)
        {
            // It has ended, or never began; or the deletion of the group has to do.
            AciLog.NotCalledOff(logger, deployment, exception.Message);
        }
    }

    // A group that is just starting or stopping wants to be asked again.
    private async Task PatientlyAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        long began = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                await ask().ConfigureAwait(false);
                return;
            }
            catch (AzureException exception) when (exception.IsTransient && _options.TimeProvider.GetElapsedTime(began) < _options.DeletionTimeout)
            {
                AciLog.NotYetEnded(logger, exception.Message);
            }

            await Task.Delay(job.TaskWatchPollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UntilGoneAsync(string group, CancellationToken cancellationToken)
    {
        long began = _options.TimeProvider.GetTimestamp();
        while (await IsThereAsync(group, cancellationToken).ConfigureAwait(false))
        {
            TimeSpan left = _options.DeletionTimeout - _options.TimeProvider.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException(
                    $"The container group '{group}' was not gone {_options.DeletionTimeout.TotalSeconds:0} s after its deletion was asked for. The deletion goes on.");
            }

            TimeSpan pause = left < job.TaskWatchPollInterval ? left : job.TaskWatchPollInterval;
            await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsThereAsync(string group, CancellationToken cancellationToken)
    {
        try
        {
            await groups.GetAsync(job.ResourceGroupName, group, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (AzureException exception) when (exception.IsTransient)
        {
            AciLog.NotYetEnded(logger, exception.Message);
            return true;
        }
    }
}

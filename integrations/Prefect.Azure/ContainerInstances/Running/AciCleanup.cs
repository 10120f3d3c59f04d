using System.Net;
using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>Ends container groups: stops those that are kept, and deletes the others.</summary>
internal sealed class AciCleanup(AciJob job, AciContainerGroups groups, ILogger logger)
{
    private readonly AciOptions _options = job.UsedOptions;

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
    }
}

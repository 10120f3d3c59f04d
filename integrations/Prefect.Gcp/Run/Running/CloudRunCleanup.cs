using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Ends jobs: cancels the execution of those that are kept, and deletes the others.</summary>
internal sealed class CloudRunCleanup(CloudRunPlan plan, ILogger logger)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task DeleteAsync(string job, CancellationToken cancellationToken)
    {
        ICloudRunApi api = await plan.OpenAsync(cancellationToken).ConfigureAwait(false);
        await api.DeleteAsync(job, cancellationToken).ConfigureAwait(false);
        GcpLog.JobDeleted(logger, job);
    }

    /// <summary>Deletes a job whose execution has ended unless it is kept. That it cannot be deleted must not hide how it ended.</summary>
    public Task AfterAsync(string job) => plan.KeepJob ? Task.CompletedTask : QuietlyAsync(job, token => DeleteAsync(job, token));

    /// <summary>Ends a job as far as it can be.</summary>
    public Task EndQuietlyAsync(string job, string? execution) =>
        QuietlyAsync(job, token => plan.KeepJob ? CancelAsync(job, execution, token) : DeleteAsync(job, token));

    private async Task CancelAsync(string job, string? execution, CancellationToken cancellationToken)
    {
        ICloudRunApi api = await plan.OpenAsync(cancellationToken).ConfigureAwait(false);
        string? running = execution ?? (await api.GetJobAsync(job, cancellationToken).ConfigureAwait(false)).LatestExecution;
        if (running is not null)
        {
            await api.CancelAsync(running, cancellationToken).ConfigureAwait(false);
            GcpLog.JobCancelled(logger, job);
        }
    }

    private async Task QuietlyAsync(string job, Func<CancellationToken, Task> end)
    {
        // Whoever cancels the waiting must not leave something behind that costs money.
        using CancellationTokenSource patience = new(s_longest);
        try
        {
            await end(patience.Token).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            // Somebody else was faster, or it was never there.
        }
        catch (Exception exception) when (exception is GcpException or OperationCanceledException)
        {
            GcpLog.JobLeftBehind(logger, job, exception.Message);
        }
    }
}

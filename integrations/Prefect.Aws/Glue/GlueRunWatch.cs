using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Reads the state of a run until it is final.</summary>
internal sealed class GlueRunWatch(GlueApi api, GlueJobRun run)
{
    /// <exception cref="AwsException">The state may not be read, or could not be for ten minutes.</exception>
    public Task<GlueJobRunMessage> WaitAsync(CancellationToken cancellationToken)
    {
        StatusWatch watch = new(new StatusWatchOptions
        {
            Subject = $"run '{run.Id}' of the Glue job '{run.JobName}'",
            Interval = run.PollInterval,
            FailureBackoff = new Backoff(),
            Patience = TimeSpan.FromMinutes(10),
            FewestFailures = 20,
            IsNoVerdict = SaysNothing,
            IsNotYetThere = exception => run.IsNew && exception is AwsException { ErrorCode: "EntityNotFoundException" },
            GiveUp = GiveUp,
            Stop = run.CancelRemote ? token => api.StopAsync(run.Id, token) : null,
            TimeProvider = run.Time,
            Logger = run.Log,
        });
        return watch.UntilAsync(ReadAsync, static message => GlueStates.IsFinal(GlueStates.Parse(message.JobRunState!)), cancellationToken);
    }

    // What the service says itself is meant, unless it is that it is busy.
    private static bool SaysNothing(Exception exception) =>
        exception is AwsException { IsTransient: true } or AwsException { StatusCode: not null, ErrorCode: null };

    private async Task<GlueJobRunMessage> ReadAsync(CancellationToken cancellationToken) =>
        await api.GetAsync(run.Id, cancellationToken).ConfigureAwait(false)
        ?? throw new AwsException("The answer has no state.", ServiceFault.Unanswered, null);

    private AwsException GiveUp(StatusLoss loss)
    {
        AwsException last = (AwsException)loss.LastError;
        return new AwsException(
            $"Could not learn the state of the run '{run.Id}' of the Glue job '{run.JobName}' for {loss.Duration.TotalMinutes:0} minutes; "
            + $"the last of {loss.Failures} failures: {last.Message} The run itself may go on: wait for it again by its id.",
            last.Fault with { IsTransient = true },
            last);
    }
}

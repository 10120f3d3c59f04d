using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>
/// Reads the state of a run until it is final. A read that fails says nothing about the run: it is tried again, and only when the state
/// could not be read for long is the waiting given up.
/// </summary>
internal sealed class GlueRunWatch(GlueApi api, GlueJobRun run, ILogger logger)
{
    private const int FewestFailures = 20;

    private static readonly TimeSpan s_longestBlindness = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_birth = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = run.Time;
    private long _lastSeen = run.Time.GetTimestamp();
    private int _failures;
    private bool _isSeen;

    /// <exception cref="AwsException">The state may not be read, or could not be for ten minutes.</exception>
    public async Task<GlueJobRunMessage> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (GlueStates.IsFinal(GlueStates.Parse(message.JobRunState!)))
                {
                    return message;
                }

                await Task.Delay(run.PollInterval, _time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await Task.Delay(AwsOnce.Pause(_failures), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<GlueJobRunMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        AwsException? failure = null;
        try
        {
            if (await api.GetAsync(run.Id, cancellationToken).ConfigureAwait(false) is { } message)
            {
                _failures = 0;
                _lastSeen = _time.GetTimestamp();
                _isSeen = true;
                return message;
            }
        }
        catch (AwsException exception) when (SaysNothing(exception))
        {
            failure = exception;
        }

        _failures++;
        GiveUpInTime(failure);
        AwsLog.RunUnread(logger, run.JobName, run.Id, _failures, failure?.Message ?? "The answer has no state.");
        return null;
    }

    // What the service says itself is meant, unless it is that it is busy, or does not know yet what it has just begun.
    private bool SaysNothing(AwsException exception) =>
        exception.IsTransient
        || exception is { StatusCode: not null, ErrorCode: null }
        || (exception.ErrorCode == "EntityNotFoundException" && run.IsNew && !_isSeen && _time.GetElapsedTime(_lastSeen) < s_birth);

    private void GiveUpInTime(AwsException? failure)
    {
        TimeSpan blind = _time.GetElapsedTime(_lastSeen);
        if (_failures < FewestFailures || blind < s_longestBlindness)
        {
            return;
        }

        AwsFault fault = new(failure?.StatusCode, failure?.ErrorCode, failure?.RequestId, IsTransient: true);
        throw new AwsException(
            $"Could not learn the state of the run '{run.Id}' of the Glue job '{run.JobName}' for {blind.TotalMinutes:0} minutes; the last of {_failures} failures: "
            + $"{failure?.Message ?? "the answer has no state."} The run itself may go on: wait for it again by its id.",
            fault,
            failure);
    }
}

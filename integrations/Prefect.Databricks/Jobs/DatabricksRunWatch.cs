using Microsoft.Extensions.Logging;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Reads a run until it has ended, and tells of each change once.</summary>
internal sealed class DatabricksRunWatch
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(20);

    private readonly JobsApi _api;
    private readonly long _runId;
    private readonly DatabricksWaitOptions _options;
    private readonly ILogger _logger;
    private readonly StatusWatch _watch;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private Run? _seen;

    public DatabricksRunWatch(JobsApi api, long runId, DatabricksWaitOptions options, ILogger logger)
    {
        _api = api;
        _runId = runId;
        _options = options;
        _logger = logger;
        _watch = new StatusWatch(new StatusWatchOptions
        {
            Subject = $"Databricks run '{runId}'",
            Interval = options.PollInterval,
            Timeout = options.MaxWait,
            FailureBackoff = new Backoff { Longest = options.PollInterval < s_longestPause ? options.PollInterval : s_longestPause },
            Patience = options.Patience,
            FewestFailures = 20,
            IsNoVerdict = SaysNothing,
            IsNotYetThere = static exception => exception is DatabricksException { IsUnknownRun: true },
            GiveUp = GiveUp,
            Stop = options.CancelRemote ? token => api.CancelAsync(runId, token) : null,
            TimeProvider = FlowClock.Current,
            Logger = logger,
        });
    }

    /// <exception cref="DatabricksJobRunTimedOutException">The run had not ended in time.</exception>
    /// <exception cref="DatabricksException">The run is not there or may not be read, or could not be for too long.</exception>
    public async Task<Run> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _watch.UntilAsync(ReadAsync, static run => HasEnded(run.State), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new DatabricksJobRunTimedOutException(_runId, _seen, _watch.Elapsed, exception);
        }
    }

    public static bool HasEnded(RunState? state) =>
        state?.LifeCycleState is { } cycle
        && (cycle == RunLifeCycleState.Terminated || cycle == RunLifeCycleState.Skipped || cycle == RunLifeCycleState.InternalError);

    // What the service says itself is meant, unless it is that it is busy. A run that was seen does not vanish from one read to the next.
    private bool SaysNothing(Exception exception) =>
        exception is DatabricksException { IsTransient: true } or DatabricksException { StatusCode: not null, ErrorCode: null }
        || (_seen is not null && exception is DatabricksException { IsUnknownRun: true });

    private async Task<Run> ReadAsync(CancellationToken cancellationToken)
    {
        Run run = await _api.GetRunAsync(_runId, includeHistory: null, attempts: 1, cancellationToken).ConfigureAwait(false);
        if (run.State?.LifeCycleState is null)
        {
            throw new DatabricksException($"Could not read the run '{_runId}': the answer has no state.", ServiceFault.Unanswered, null);
        }

        _seen = run;
        Tell(run);
        return run;
    }

    private void Tell(Run run)
    {
        if (IsNews("", run.State, out string state))
        {
            DatabricksLog.RunChanged(_logger, _runId, run.RunName, state, run.RunPageUrl);
        }

        foreach (RunTask task in RunTasks.Latest(run))
        {
            if (IsNews($"task {task.TaskKey}", task.State, out string ofTask))
            {
                DatabricksLog.TaskChanged(_logger, task.TaskKey ?? "", _runId, ofTask);
            }
        }
    }

    private bool IsNews(string subject, RunState? state, out string text)
    {
        string? result = state?.ResultState is { } ended ? $", {ended.Value}" : null;
        string? message = string.IsNullOrWhiteSpace(state?.StateMessage) ? null : $": {state.StateMessage.Trim()}";
        text = $"{state?.LifeCycleState?.Value}{result}{message}";
        bool isNews = text.Length > 0 && _told.GetValueOrDefault(subject) != text;
        _told[subject] = text;
        return isNews;
    }

    private DatabricksException GiveUp(StatusLoss loss)
    {
        DatabricksException last = (DatabricksException)loss.LastError;
        return new DatabricksException(
            $"Could not learn the state of the Databricks run '{_runId}' for {loss.Duration.TotalMinutes:0} minutes; the last of {loss.Failures} failures: "
            + $"{last.Message} The run itself may go on: wait for it again by its id.",
            last.Fault with { IsTransient = true },
            last);
    }
}

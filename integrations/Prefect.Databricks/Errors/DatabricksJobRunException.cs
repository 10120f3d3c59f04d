using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>A run has ended, and not well, or not in time.</summary>
public abstract class DatabricksJobRunException : BlockException
{
    private protected DatabricksJobRunException(string message, long runId, Run? run, Exception? innerException = null)
        : base(message, innerException)
    {
        RunId = runId;
        Run = run;
    }

    /// <summary>The service's id of the run.</summary>
    public long RunId { get; }

    /// <summary>The run as it was seen last; null when it was not.</summary>
    public Run? Run { get; }

    private protected static string Told(string what, long runId, Run run) =>
        $"The Databricks run '{runId}' {what}{Reason(run.State?.StateMessage)}{Tasks(run)} See {run.RunPageUrl ?? "the run in the workspace"}.";

    private static string Reason(string? message) => string.IsNullOrWhiteSpace(message) ? "." : $": {message.Trim().TrimEnd('.')}.";

    private static string Tasks(Run run)
    {
        string[] failed =
        [
            .. RunTasks.Latest(run)
                .Where(static task => task.State is { ResultState: { } result } && result != RunResultState.Success)
                .Select(static task => $"'{task.TaskKey}' ({task.State!.ResultState})"),
        ];
        return failed.Length == 0 ? "" : $" Tasks that did not end well: {string.Join(", ", failed)}.";
    }
}

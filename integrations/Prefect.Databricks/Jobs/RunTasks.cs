namespace Prefect.Databricks;

/// <summary>The tasks of a run.</summary>
internal static class RunTasks
{
    /// <summary>The tasks, each as it was tried last: the service lists every attempt.</summary>
    public static IReadOnlyList<RunTask> Latest(Run run)
    {
        OrderedDictionary<string, RunTask> latest = new(StringComparer.Ordinal);
        foreach (RunTask task in run.Tasks ?? [])
        {
            string key = task.TaskKey ?? "";
            if (!latest.TryGetValue(key, out RunTask? known) || IsAfter(task, known))
            {
                latest[key] = task;
            }
        }

        return [.. latest.Values];
    }

    // Attempts may be counted anew in a repair, and what has not been started has no time.
    private static bool IsAfter(RunTask task, RunTask known) => task.StartTime > 0 && known.StartTime > 0 && task.StartTime != known.StartTime
        ? task.StartTime > known.StartTime
        : (task.AttemptNumber ?? 0) >= (known.AttemptNumber ?? 0);
}

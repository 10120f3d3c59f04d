namespace Prefect.Flows;

/// <summary>Names who takes locks when nobody is named.</summary>
public static class LockHolder
{
    private static readonly AsyncLocal<string?> s_id = new();

    /// <summary>
    /// This machine, process and asynchronous flow, and the task run if there is one: <c>host:pid:id[:run]</c>. The id is made at
    /// first use and inherited by what is called from there.
    /// </summary>
    public static string Current
    {
        get
        {
            string id = s_id.Value ??= Guid.NewGuid().ToString("N");
            string holder = $"{Environment.MachineName}:{Environment.ProcessId}:{id}";
            return TaskRunContext.Current is { } task ? $"{holder}:{task.TaskRun.Id:N}" : holder;
        }
    }
}

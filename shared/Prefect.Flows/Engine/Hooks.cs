using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>Calls hooks one after the other. What one throws is logged, and the next is called.</summary>
internal static class Hooks
{
    public static async ValueTask RunAsync(IReadOnlyList<TaskHook> hooks, TaskRunContext context, State state)
    {
        foreach (TaskHook hook in hooks)
        {
            await RunAsync(context, hook.Method.Name, () => hook(context.Task, context.TaskRun, state)).ConfigureAwait(false);
        }
    }

    public static async ValueTask RunAsync(IReadOnlyList<FlowHook> hooks, FlowRunContext context, State state)
    {
        foreach (FlowHook hook in hooks)
        {
            await RunAsync(context, hook.Method.Name, () => hook(context.Flow, context.FlowRun, state)).ConfigureAwait(false);
        }
    }

    private static async ValueTask RunAsync(RunContext context, string name, Func<ValueTask> hook)
    {
        ILogger logger = RunLogger.For(context);
        EngineLog.HookBegins(logger, name);
        try
        {
            await hook().ConfigureAwait(false);
            EngineLog.HookEnds(logger, name);
        }
#pragma warning disable CA1031 // Whatever a hook throws, the run and the next hook go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.HookFails(logger, name, exception);
        }

        // The hooks of a cancelled run see a copy of its context, and print into that one's buffer.
        ConsoleCapture.Flush(RunContext.Current ?? context);
    }
}

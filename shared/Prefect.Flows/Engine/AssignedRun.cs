using System.Collections.ObjectModel;

namespace Prefect.Flows;

/// <summary>
/// The run that this process was started for, as the environment names it. The first outermost call of the run's flow executes that
/// run, on the arguments that are kept with it, instead of making a new one.
/// </summary>
internal static class AssignedRun
{
    private static int s_isWaiting = Worker.IsHere || string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FlowRunRuntime.IdVariable)) ? 0 : 1;

    /// <summary>Whether a call may be the one that executes the run.</summary>
    public static bool MayBe(FlowCallOptions options) => s_isWaiting != 0 && options.Run is null && Ambient.Current.Flow is null;

    /// <summary>Executes the run, if it is one of the flow.</summary>
    /// <returns>The state that it ended in; null when the call is one like any other.</returns>
    /// <exception cref="InvalidOperationException">The environment names no id.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be reached.</exception>
    public static async Task<State?> TryExecuteAsync(Flow flow, CancellationToken cancellationToken)
    {
        string text = Environment.GetEnvironmentVariable(FlowRunRuntime.IdVariable) ?? "";
        if (!Guid.TryParse(text, out Guid id))
        {
            throw new InvalidOperationException($"{FlowRunRuntime.IdVariable} is '{text}'. It must be the id of the flow run that this process executes.");
        }

        IRunStore store = RunStore.Current;
        FlowRun run = await ExistingRun.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        return run.FlowName == flow.Name && Interlocked.Exchange(ref s_isWaiting, 0) == 1
            ? await ExistingRun.ExecuteAsync(flow, store, run, ReadOnlyDictionary<string, object?>.Empty, cancellationToken).ConfigureAwait(false)
            : null;
    }
}

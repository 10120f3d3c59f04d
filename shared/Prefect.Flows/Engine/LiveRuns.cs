using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Prefect.Flows;

/// <summary>
/// The flow runs that this process executes. A signal that ends the process first ends them, so that they are recorded as crashed
/// with the reason, and waits a while for it; what becomes of the process is left to whoever else listens to the signal.
/// </summary>
internal static class LiveRuns
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<ILiveRun, TaskCompletionSource> s_runs = new(ReferenceEqualityComparer.Instance);
    private static readonly Lock s_gate = new();
    private static List<PosixSignalRegistration>? s_signals;

    /// <summary>Adds a run, until the result is disposed.</summary>
    public static IDisposable Add(ILiveRun run)
    {
        Listen();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        s_runs.TryAdd(run, ended);
        return new Removal(run, ended);
    }

    private static void Listen()
    {
        if (s_signals is not null)
        {
            return;
        }

        lock (s_gate)
        {
            s_signals ??=
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => EndAll("an interrupt (Ctrl+C)")),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => EndAll("a termination signal")),
                PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => EndAll("a quit signal")),
            ];
        }
    }

    private static void EndAll(string reason)
    {
        List<Task> ending = [];
        foreach ((ILiveRun run, TaskCompletionSource ended) in s_runs)
        {
            ending.Add(ended.Task);
            run.End(new RunCancellation(IsRequested: false, reason));
        }

        // This thread is there for the signal alone; when it returns, the process ends.
        ((IAsyncResult)Task.WhenAll(ending)).AsyncWaitHandle.WaitOne(s_patience);
    }

    private sealed class Removal(ILiveRun run, TaskCompletionSource ended) : IDisposable
    {
        public void Dispose()
        {
            s_runs.TryRemove(run, out _);
            ended.TrySetResult();
        }
    }
}

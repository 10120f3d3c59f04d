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
    private static PosixSignalRegistration[]? s_signals;

    /// <summary>Adds a run, until the result is disposed.</summary>
    public static IDisposable Add(ILiveRun run)
    {
        Listen();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        s_runs.TryAdd(run, ended);
        return new Removal(run, ended);
    }

    /// <summary>Listens for the signals from the first run on, for as long as the process lives.</summary>
    private static void Listen()
    {
        if (s_signals is null && Interlocked.CompareExchange(ref s_signals, [], null) is null)
        {
#pragma warning disable CA2000 // They are never disposed of: the process listens as long as it lives.
            s_signals = [On(PosixSignal.SIGINT, "an interrupt (Ctrl+C)"), On(PosixSignal.SIGTERM, "a termination signal"), On(PosixSignal.SIGQUIT, "a quit signal")];
#pragma warning restore CA2000
        }
    }

    private static PosixSignalRegistration On(PosixSignal signal, string reason) => PosixSignalRegistration.Create(signal, _ => EndAll(reason));

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

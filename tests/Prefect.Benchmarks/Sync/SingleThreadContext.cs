using System.Collections.Concurrent;

namespace Prefect.Benchmarks;

/// <summary>Runs everything posted to it on one thread, as a user interface does.</summary>
internal sealed class SingleThreadContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    /// <summary>Runs an operation on a new thread that serves this context; completes when the operation has.</summary>
    public static Task RunAsync(Action operation)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SingleThreadContext context = new();
        Thread thread = new(() =>
        {
            SetSynchronizationContext(context);
            operation();
            context._work.CompleteAdding();
            foreach ((SendOrPostCallback callback, object? state) in context._work.GetConsumingEnumerable())
            {
                callback(state);
            }

            done.SetResult();
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }
}

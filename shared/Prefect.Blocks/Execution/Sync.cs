namespace Prefect.Blocks;

/// <summary>
/// The one bridge from blocking code to asynchronous code. It cannot deadlock under a synchronization context or a foreign
/// task scheduler, and it does not starve the thread pool: for every pool thread that it blocks it asks for one more.
/// </summary>
public static class Sync
{
    /// <summary>Runs an asynchronous operation and waits for it.</summary>
    /// <param name="operation">Starts the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is null.</exception>
    public static void Run(Func<Task> operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Wait(Start(operation));
    }

    /// <summary>Runs an asynchronous operation and waits for its result.</summary>
    /// <param name="operation">Starts the operation.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is null.</exception>
    public static T Run<T>(Func<Task<T>> operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Task<T> task = Start(operation);
        Wait(task);
#pragma warning disable RS0030 // The bridge itself: the task is complete here.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Walks an asynchronous sequence, blocking for each item.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="sequence"/> is null.</exception>
    public static IEnumerable<T> Enumerate<T>(IAsyncEnumerable<T> sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return Walk(sequence);

        static IEnumerable<T> Walk(IAsyncEnumerable<T> sequence)
        {
            IAsyncEnumerator<T> items = sequence.GetAsyncEnumerator();
            try
            {
                while (Run(() => items.MoveNextAsync().AsTask()))
                {
                    yield return items.Current;
                }
            }
            finally
            {
                Run(() => items.DisposeAsync().AsTask());
            }
        }
    }

    /// <summary>
    /// Starts where no ambient scheduler can capture a continuation: here when there is none, else on the pool.
    /// </summary>
    private static TTask Start<TTask>(Func<TTask> operation)
        where TTask : Task
    {
        if (TaskScheduler.Current != TaskScheduler.Default)
        {
            return StartOnPool(operation);
        }

        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is null)
        {
            return operation();
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return operation();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static TTask StartOnPool<TTask>(Func<TTask> operation)
        where TTask : Task
    {
        Task<TTask> started = Task.Factory.StartNew(
            operation, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        Wait(started);
#pragma warning disable RS0030 // The bridge itself: the task is complete here.
        return started.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    private static void Wait(Task task)
    {
        if (!task.IsCompleted)
        {
            BlockedPoolThreads.Wait(((IAsyncResult)task).AsyncWaitHandle);
        }

#pragma warning disable RS0030 // The bridge itself: the task is complete here, this only rethrows.
        task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}

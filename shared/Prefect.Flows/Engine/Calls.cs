namespace Prefect.Flows;

/// <summary>Starts calls in such a way that whatever goes wrong is in the task, also what is wrong with the call itself.</summary>
internal static class Calls
{
    public static Task<T> Start<T>(Func<Task<T>> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Fail<T>(exception);
        }
    }

    /// <summary>Makes a task of what went wrong.</summary>
    public static Task<T> Fail<T>(Exception exception) =>
        exception is OperationCanceledException { CancellationToken: { IsCancellationRequested: true } token }
            ? Task.FromCanceled<T>(token)
            : Task.FromException<T>(exception);
}

namespace Prefect.Flows;

/// <summary>Makes inputs of tasks where no conversion does: for values of interface types, and for runs that give a derived type.</summary>
public static class TaskInput
{
    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    public static TaskInput<T> Of<T>(T value) => TaskInput<T>.FromValue(value);

    /// <summary>The result of a run.</summary>
    /// <param name="future">The run.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    public static TaskInput<T> Of<T, TResult>(TaskFuture<TResult> future)
        where TResult : T =>
        TaskInput<T>.From(future, static future => ((TaskFuture<TResult>)future).Value, allowFailure: false);
}

namespace Prefect.Flows;

/// <summary>Marks runs that a task accepts as input also when they failed. Runs that crashed or were cancelled still keep it from beginning.</summary>
public static class AllowFailure
{
    /// <summary>Marks a run.</summary>
    /// <param name="future">The run.</param>
    /// <typeparam name="T">Type of its result.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="future"/> is null.</exception>
    public static AllowFailure<T> Of<T>(TaskFuture<T> future)
    {
        ArgumentNullException.ThrowIfNull(future);
        return new AllowFailure<T>(future);
    }
}

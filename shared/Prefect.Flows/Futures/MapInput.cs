namespace Prefect.Flows;

/// <summary>Makes arguments of <c>Map</c> where no conversion does: of sequences that are interfaces.</summary>
public static class MapInput
{
    /// <summary>An item for each run.</summary>
    /// <param name="values">The items; the sequence is walked once, by the call.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static MapInput<T> Each<T>(IEnumerable<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return MapInput<T>.Of(values as IReadOnlyList<T> ?? [.. values]);
    }

    /// <summary>For each run an input: a value, or another run.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    public static MapInput<T> Each<T>(IEnumerable<TaskInput<T>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return MapInput<T>.Of([.. inputs]);
    }

    /// <summary>For each run the result of another.</summary>
    /// <param name="futures">The other runs.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static MapInput<T> Each<T>(IEnumerable<TaskFuture<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        return MapInput<T>.Of([.. futures.Select(TaskInput<T>.FromFuture)]);
    }

    /// <summary>For each run what another one came to, also when it failed.</summary>
    /// <param name="futures">The other runs.</param>
    /// <typeparam name="T">Type of their results.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static MapInput<Outcome<T>> EachOutcome<T>(IEnumerable<TaskFuture<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        return MapInput<Outcome<T>>.Of([.. futures.Select(future => (TaskInput<Outcome<T>>)AllowFailure.Of(future))]);
    }

    /// <summary>An item for each run, of a sequence that a run will give; <c>Map</c> waits for that.</summary>
    /// <param name="future">The run.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <typeparam name="TSequence">Type of the sequence.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="future"/> is null.</exception>
    public static MapInput<T> Each<T, TSequence>(TaskFuture<TSequence> future)
        where TSequence : IEnumerable<T>
    {
        ArgumentNullException.ThrowIfNull(future);
        return MapInput<T>.Of(future, static future => ((TaskFuture<TSequence>)future).Value);
    }
}

namespace Prefect.Flows;

/// <summary>A run that a task accepts as input also when it failed. A parameter of type <see cref="Outcome{T}"/> or object takes it.</summary>
/// <param name="Future">The run.</param>
/// <typeparam name="T">Type of its result.</typeparam>
public readonly record struct AllowFailure<T>(TaskFuture<T> Future) : IAllowedFailure, IInputAnnotation
{
    /// <summary>As the outcome of the run.</summary>
    /// <param name="allowed">The run.</param>
    public static implicit operator TaskInput<Outcome<T>>(AllowFailure<T> allowed) =>
        TaskInput<Outcome<T>>.From(allowed.Future, static future => Outcome<T>.Of(((TaskFuture<T>)future).Final()), allowFailure: true);

    /// <summary>As the result of the run, or its exception.</summary>
    /// <param name="allowed">The run.</param>
    public static implicit operator TaskInput<object?>(AllowFailure<T> allowed) =>
        TaskInput<object?>.From(allowed.Future, static future => Outcome<T>.Of(((TaskFuture<T>)future).Final()).ValueOrException, allowFailure: true);

    TaskFuture IAllowedFailure.Future => Future;

    object? IAllowedFailure.ValueOrException => Outcome<T>.Of(Future.Final()).ValueOrException;

    bool IInputAnnotation.IsOpaque => false;

    object? IInputAnnotation.Unwrap() => Future;
}

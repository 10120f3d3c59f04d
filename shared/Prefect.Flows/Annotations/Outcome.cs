using System.Diagnostics.CodeAnalysis;

namespace Prefect.Flows;

/// <summary>What a run that may fail came to.</summary>
/// <typeparam name="T">Type of its result.</typeparam>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Exception? exception)
    {
        Value = value;
        Exception = exception;
    }

    /// <summary>Whether the run ended well.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => Exception is null;

    /// <summary>The result of a run that ended well.</summary>
    public T? Value { get; }

    /// <summary>What the run failed with.</summary>
    public Exception? Exception { get; }

    internal object? ValueOrException => IsSuccess ? Value : Exception;

    internal static Outcome<T> Of(State<T> state) =>
        state.IsCompleted ? new Outcome<T>(state.Value, null) : new Outcome<T>(default, state.Data as Exception ?? StateFailures.Of(state));
}

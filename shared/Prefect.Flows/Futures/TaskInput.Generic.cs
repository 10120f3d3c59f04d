namespace Prefect.Flows;

/// <summary>An argument of a task: a value, or a run that will give one.</summary>
/// <typeparam name="T">Type of the parameter.</typeparam>
#pragma warning disable CA1815 // It is written as an argument and read once: nobody compares it.
public readonly struct TaskInput<T>
#pragma warning restore CA1815
{
    private readonly T? _value;
    private readonly TaskFuture? _future;
    private readonly Func<TaskFuture, T>? _read;
    private readonly bool _allowFailure;
    private readonly bool _isQuoted;

    private TaskInput(T? value, TaskFuture? future, Func<TaskFuture, T>? read, bool allowFailure, bool isQuoted)
    {
        _value = value;
        _future = future;
        _read = read;
        _allowFailure = allowFailure;
        _isQuoted = isQuoted;
    }

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator TaskInput<T>(T value) => FromValue(value);

    /// <summary>The result of a run.</summary>
    /// <param name="future">The run.</param>
    public static implicit operator TaskInput<T>(TaskFuture<T> future) => FromFuture(future);

    /// <summary>A value that is passed on as it is.</summary>
    /// <param name="quoted">The value.</param>
    public static implicit operator TaskInput<T>(Quote<T> quoted) => new(quoted.Value, null, null, false, isQuoted: true);

    /// <summary>The result in a state.</summary>
    /// <param name="state">The state.</param>
    public static implicit operator TaskInput<T>(State<T> state) => FromState(state);

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    public static TaskInput<T> FromValue(T value) => new(value, null, null, false, false);

    /// <summary>The result of a run.</summary>
    /// <param name="future">The run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="future"/> is null.</exception>
    public static TaskInput<T> FromFuture(TaskFuture<T> future)
    {
        ArgumentNullException.ThrowIfNull(future);
        return From(future, static future => ((TaskFuture<T>)future).Value, allowFailure: false);
    }

    /// <summary>The result in a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public static TaskInput<T> FromState(State<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return FromFuture(TaskFuture<T>.FromState(state));
    }

    internal static TaskInput<T> From(TaskFuture future, Func<TaskFuture, T> read, bool allowFailure) => new(default, future, read, allowFailure, false);

    /// <summary>Finds the runs that the input is or holds.</summary>
    internal void Collect(DependencyCollector dependencies)
    {
        if (_future is not null)
        {
            dependencies.Add(_future, _allowFailure);
        }
        else if (!_isQuoted)
        {
            ArgumentRuns.Collect(_value, dependencies);
        }
    }

    /// <summary>Gives the value; the run, if it is one, has ended as it should.</summary>
    internal T Resolve() => _future is not null ? _read!(_future) : _isQuoted ? _value! : ArgumentRuns.Resolve(_value!);
}

namespace Prefect.Flows;

/// <summary>An argument of <c>Map</c>: a sequence, of which each run is given an item, or one argument for all runs.</summary>
/// <typeparam name="T">Type of the parameter.</typeparam>
#pragma warning disable CA1815 // It is written as an argument and read once: nobody compares it.
public readonly struct MapInput<T>
#pragma warning restore CA1815
{
    private readonly IReadOnlyList<T>? _values;
    private readonly IReadOnlyList<TaskInput<T>>? _inputs;
    private readonly TaskFuture? _sequence;
    private readonly Func<TaskFuture, IEnumerable<T>>? _read;
    private readonly TaskInput<T> _one;

    private MapInput(
        IReadOnlyList<T>? values, IReadOnlyList<TaskInput<T>>? inputs, TaskFuture? sequence, Func<TaskFuture, IEnumerable<T>>? read, TaskInput<T> one)
    {
        _values = values;
        _inputs = inputs;
        _sequence = sequence;
        _read = read;
        _one = one;
    }

    /// <summary>How many items there are; null for an argument that all runs are given.</summary>
    internal int? Count => _values?.Count ?? _inputs?.Count;

    /// <summary>The argument of one run.</summary>
    internal TaskInput<T> this[int index] => _values is not null ? _values[index] : _inputs is not null ? _inputs[index] : _one;

    /// <summary>One argument for all runs.</summary>
    /// <param name="value">The argument.</param>
    public static implicit operator MapInput<T>(T value) => new(null, null, null, null, value);

    /// <summary>One argument for all runs.</summary>
    /// <param name="unmapped">The argument.</param>
    public static implicit operator MapInput<T>(Unmapped<T> unmapped) => new(null, null, null, null, unmapped.Value);

    /// <summary>One argument for all runs, which a run will give.</summary>
    /// <param name="future">The run.</param>
    public static implicit operator MapInput<T>(TaskFuture<T> future) => new(null, null, null, null, future);

    /// <summary>One argument for all runs.</summary>
    /// <param name="input">The argument.</param>
    public static implicit operator MapInput<T>(TaskInput<T> input) => new(null, null, null, null, input);

    /// <summary>One argument for all runs, passed on as it is.</summary>
    /// <param name="quoted">The argument.</param>
    public static implicit operator MapInput<T>(Quote<T> quoted) => new(null, null, null, null, quoted);

    /// <summary>An item for each run.</summary>
    /// <param name="values">The items.</param>
    public static implicit operator MapInput<T>(T[] values) => MapInput.Each<T>(values);

    /// <summary>An item for each run.</summary>
    /// <param name="values">The items.</param>
    public static implicit operator MapInput<T>(List<T> values) => MapInput.Each<T>(values);

    /// <summary>For each run the result of another.</summary>
    /// <param name="futures">The other runs.</param>
    public static implicit operator MapInput<T>(TaskFutureList<T> futures) => MapInput.Each<T>(futures);

    /// <summary>An item for each run, of a sequence that a run will give; <c>Map</c> waits for that.</summary>
    /// <param name="future">The run.</param>
    public static implicit operator MapInput<T>(TaskFuture<T[]> future) => MapInput.Each<T, T[]>(future);

    /// <summary>An item for each run, of a sequence that a run will give; <c>Map</c> waits for that.</summary>
    /// <param name="future">The run.</param>
    public static implicit operator MapInput<T>(TaskFuture<List<T>> future) => MapInput.Each<T, List<T>>(future);

    /// <summary>An item for each run, of a sequence that a run will give; <c>Map</c> waits for that.</summary>
    /// <param name="future">The run.</param>
    public static implicit operator MapInput<T>(TaskFuture<IReadOnlyList<T>> future) => MapInput.Each<T, IReadOnlyList<T>>(future);

    internal static MapInput<T> Of(IReadOnlyList<T> values) => new(values, null, null, null, default);

    internal static MapInput<T> Of(IReadOnlyList<TaskInput<T>> inputs) => new(null, inputs, null, null, default);

    internal static MapInput<T> Of(TaskFuture sequence, Func<TaskFuture, IEnumerable<T>> read) => new(null, null, sequence, read, default);

    /// <summary>Waits for a sequence that a run will give.</summary>
    internal MapInput<T> Materialize()
    {
        if (_sequence is null)
        {
            return this;
        }

        TaskFuture sequence = _sequence;
        State state = Blocks.Sync.Run(async () =>
        {
            await FutureWaits.UntilAsync(sequence.Ended, null, CancellationToken.None).ConfigureAwait(false);
            return await sequence.Ended.ConfigureAwait(false);
        });
        return state.IsCompleted
            ? Of(_read!(sequence) as IReadOnlyList<T> ?? [.. _read(sequence)])
            : throw new UpstreamTaskException($"The task run {sequence.TaskRunId}, whose result is to be mapped over, ended in the state {state}.", StateFailures.OfOrNull(state));
    }
}

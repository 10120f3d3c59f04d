namespace Prefect.Flows;

/// <summary>Gathers the runs that the arguments of one call depend on.</summary>
internal sealed class DependencyCollector
{
    private HashSet<TaskFuture>? _seen;
    private Dictionary<string, List<RunReference>>? _inputs;
    private List<Dependency>? _dependencies;

    /// <summary>The parameter that is being looked at.</summary>
    public string Parameter { get; set; } = "";

    /// <summary>What has to end first.</summary>
    public IReadOnlyList<Dependency> Dependencies => _dependencies ?? (IReadOnlyList<Dependency>)[];

    /// <summary>The runs by parameter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RunReference>> Inputs => _inputs is null
        ? TaskRun.NoInputs
        : _inputs.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<RunReference>)pair.Value, StringComparer.Ordinal);

    /// <summary>Adds a run that is still going on, or has ended.</summary>
    /// <exception cref="ArgumentNullException">There is no run.</exception>
    public void Add(TaskFuture future, bool allowFailure)
    {
        ArgumentNullException.ThrowIfNull(future);
        Link(future.Reference);
        if ((_seen ??= new HashSet<TaskFuture>(ReferenceEqualityComparer.Instance)).Add(future))
        {
            (_dependencies ??= []).Add(new Dependency(future, Parameter, allowFailure));
        }
    }

    /// <summary>Adds a run by its last state.</summary>
    public void Add(State state)
    {
        if (state.RunReference is { } run)
        {
            Link(run);
        }

        if (!state.IsCompleted)
        {
            Add(TaskFuture<object?>.FromState(new State<object?>(state)), allowFailure: false);
        }
    }

    /// <summary>Notes a run that has ended, without waiting for anything.</summary>
    public void Link(RunReference run)
    {
        _inputs ??= new Dictionary<string, List<RunReference>>(StringComparer.Ordinal);
        if (!_inputs.TryGetValue(Parameter, out List<RunReference>? runs))
        {
            _inputs.Add(Parameter, runs = []);
        }

        if (!runs.Contains(run))
        {
            runs.Add(run);
        }
    }
}

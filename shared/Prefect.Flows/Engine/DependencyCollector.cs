namespace Prefect.Flows;

/// <summary>Gathers the runs that the arguments of one call depend on.</summary>
internal sealed class DependencyCollector
{
    private HashSet<TaskFuture>? _seen;
    private HashSet<object>? _walked;
    private List<object>? _held;
    private List<State>? _states;
    private Dictionary<string, List<RunReference>>? _inputs;
    private HashSet<(string Parameter, RunReference Run)>? _linked;
    private List<Dependency>? _dependencies;
    private UpstreamRuns? _upstream;

    /// <summary>The parameter that is being looked at.</summary>
    public string Parameter
    {
        get;
        set
        {
            field = value;
            _walked?.Clear();
        }
    } = "";

    /// <summary>Whether there is nothing to wait for or to load.</summary>
    public bool IsEmpty => _dependencies is null && _states is null && _upstream is null;

    /// <summary>What has to end first, beside what is only waited for.</summary>
    public IReadOnlyList<Dependency> Dependencies => _dependencies ?? (IReadOnlyList<Dependency>)[];

    /// <summary>Ends when all that has to end first has; null for nothing.</summary>
    public Task? Ended => (_dependencies, _upstream) switch
    {
        (null, null) => null,
        (null, { } upstream) => upstream.Ended,
        ({ } found, null) => Task.WhenAll(found.Select(dependency => (Task)dependency.Future.Ended)),
        ({ } found, { } upstream) => Task.WhenAll(found.Select(dependency => (Task)dependency.Future.Ended).Append(upstream.Ended)),
    };

    /// <summary>The runs by parameter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RunReference>> Inputs
    {
        get
        {
            if (_inputs is null && _upstream is null)
            {
                return TaskRun.NoInputs;
            }

            Dictionary<string, IReadOnlyList<RunReference>> inputs = new(StringComparer.Ordinal);
            foreach ((string parameter, List<RunReference> runs) in _inputs ?? [])
            {
                inputs.Add(parameter, runs);
            }

            if (_upstream is not null)
            {
                inputs.Add(UpstreamRuns.Parameter, _upstream.References);
            }

            return inputs;
        }
    }

    /// <summary>Adds runs that are waited for, and whose results are not asked for.</summary>
    public void Add(UpstreamRuns upstream) => _upstream = upstream;

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

        if (state.IsCompleted)
        {
            (_states ??= []).Add(state);
        }
        else
        {
            Add(TaskFuture<object?>.FromState(new State<object?>(state)), allowFailure: false);
        }
    }

    /// <summary>Notes that an object is looked through; false when it was before, for this parameter.</summary>
    public bool Walk(object value) => (_walked ??= new HashSet<object>(ReferenceEqualityComparer.Instance)).Add(value);

    /// <summary>Waits until all have ended, and brings results that are only in a storage into memory.</summary>
    /// <returns>A state when one did not end as it should; else null.</returns>
    public async ValueTask<State?> AwaitAsync(CancellationToken cancellationToken)
    {
        foreach (Dependency dependency in Dependencies)
        {
            await FutureWaits.UntilAsync(dependency.Future.Ended, null, cancellationToken).ConfigureAwait(false);
            State state = await dependency.Future.Ended.ConfigureAwait(false);
            bool isAccepted = state.IsCompleted || (dependency.AllowFailure && (state.IsFailed || state.IsPending));
            if (!isAccepted)
            {
                return Failures.NotReady(dependency, state);
            }

            await HoldAsync(state, cancellationToken).ConfigureAwait(false);
        }

        foreach (State state in _states ?? [])
        {
            await HoldAsync(state, cancellationToken).ConfigureAwait(false);
        }

        return _upstream is null ? null : await _upstream.AwaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets go of what was loaded: the arguments hold it by now.</summary>
    public void Release() => _held = null;

    private async ValueTask HoldAsync(State state, CancellationToken cancellationToken)
    {
        if (await state.HoldAsync(cancellationToken).ConfigureAwait(false) is { } held)
        {
            (_held ??= []).Add(held);
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

        if ((_linked ??= []).Add((Parameter, run)))
        {
            runs.Add(run);
        }
    }
}

namespace Prefect.Flows;

/// <summary>The run that code executes in.</summary>
public abstract partial record RunContext : ContextModel
{
    private readonly long _startTicks = FlowClock.Now.UtcTicks;

    private protected RunContext()
    {
    }

    /// <summary>The innermost run, of a task or a flow; <see langword="null"/> outside runs.</summary>
    public static RunContext? Current
    {
        get
        {
            Ambient ambient = Ambient.Current;
            return ambient switch
            {
                { Task: null } => ambient.Flow,
                { Flow: null } => ambient.Task,

                // A flow called by a task is inside it, although the task's context is still there.
                _ => ambient.Task.TaskRun.FlowRunId == ambient.Flow.FlowRun.Id ? ambient.Task : ambient.Flow,
            };
        }
    }

    /// <summary>When the run was entered, UTC.</summary>
    public DateTimeOffset StartTime
    {
        get => new(_startTicks, TimeSpan.Zero);
        init => _startTicks = value.UtcTicks;
    }

    /// <summary>What the run was called with, by parameter.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = FlowRun.EmptyParameters;

    /// <summary>Whether what the run prints to the console is logged.</summary>
    public bool LogPrints { get; init; }

    /// <summary>Whether the run keeps its result.</summary>
    public bool PersistResult { get; init; }

    /// <summary>Where the run keeps results.</summary>
    public ResultStore? ResultStore { get; init; }

    /// <summary>Is cancelled when the run is to end: on request, or because its time is over.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Gives the innermost run.</summary>
    /// <exception cref="MissingContextException">There is none.</exception>
    public static RunContext Require() => Current ?? throw new MissingContextException(
        "There is no run here: this works only inside a flow or task that is being run. Call it from the body of one.");
}

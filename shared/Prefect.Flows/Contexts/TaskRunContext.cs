namespace Prefect.Flows;

/// <summary>The run of a task that code executes in.</summary>
public sealed partial record TaskRunContext : RunContext
{
    /// <summary>The innermost task run; <see langword="null"/> outside tasks.</summary>
    public static new TaskRunContext? Current => Ambient.Current.Task;

    /// <summary>The task.</summary>
    public required FlowTask Task { get; init; }

    /// <summary>Its run.</summary>
    public required TaskRun TaskRun { get; init; }

    /// <summary>Where the run is reported to.</summary>
    internal IRunStore Store { get; init; } = null!;

    /// <summary>The place that the run, or the one around it, has in a runner with few of them.</summary>
    internal RunnerPlace? Place { get; init; }

    /// <summary>The task run that this one was called in.</summary>
    internal TaskRunContext? Outer { get; init; }

    /// <summary>The transaction of the run, once it has one.</summary>
    internal Transaction? OwnTransaction { get; set; }

    /// <summary>Gives the innermost task run.</summary>
    /// <exception cref="MissingContextException">There is none.</exception>
    public static new TaskRunContext Require() => Current ?? throw new MissingContextException(
        "There is no task run here: this works only inside a task that is being run. Call it from the body of one.");

    /// <summary>Gives the transaction of the run; begun now, if nobody asked for it before.</summary>
    internal Transaction EnsureTransaction()
    {
        if (OwnTransaction is { } own)
        {
            return own;
        }

        Transaction begun = Transaction.ForTask(null, null, overwrite: false, persist: false, policy: null, parent: null);
        begun.BeginEmpty();
        return OwnTransaction ??= begun;
    }

    private protected override Ambient Into(Ambient ambient) => ambient with { Task = this };
}

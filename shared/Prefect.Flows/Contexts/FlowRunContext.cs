namespace Prefect.Flows;

/// <summary>The run of a flow that code executes in.</summary>
public sealed partial record FlowRunContext : RunContext
{
    /// <summary>The innermost flow run; <see langword="null"/> outside flows. It is also there inside the flow's tasks.</summary>
    public static new FlowRunContext? Current => Ambient.Current.Flow;

    /// <summary>The flow.</summary>
    public required Flow Flow { get; init; }

    /// <summary>Its run.</summary>
    public required FlowRun FlowRun { get; init; }

    /// <summary>What executes the tasks that are submitted.</summary>
    public TaskRunner? TaskRunner { get; init; }

    /// <summary>Whether the flow executes elsewhere, and this process only has its context.</summary>
    public bool IsDetached { get; init; }

    /// <summary>What the run keeps count of.</summary>
    internal FlowRunBook Book { get; init; } = new();

    /// <summary>Where the run is reported to.</summary>
    internal IRunStore Store { get; init; } = null!;

    /// <summary>Gives the innermost flow run.</summary>
    /// <exception cref="MissingContextException">There is none.</exception>
    public static new FlowRunContext Require() => Current ?? throw new MissingContextException(
        "There is no flow run here: this works only inside a flow that is being run. Call it from the body of one.");

    /// <exception cref="FlowInterruptedException">The run was asked to leave its body.</exception>
    internal void ThrowIfInterrupted()
    {
        if (Book.Interruption is { } state)
        {
            throw new FlowInterruptedException(state);
        }
    }

    private protected override Ambient Into(Ambient ambient) => ambient with { Flow = this };
}

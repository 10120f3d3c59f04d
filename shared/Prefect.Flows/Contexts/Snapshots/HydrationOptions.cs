namespace Prefect.Flows;

/// <summary>What the process that hydrates a snapshot gives to it.</summary>
internal sealed record HydrationOptions
{
    /// <summary>Where runs begun inside are reported to.</summary>
    public required IRunStore Store { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Makes what executes the tasks that are submitted inside.</summary>
    public Func<Flow, TaskRunner?> RunnerFor { get; init; } = static flow => (flow.Options.TaskRunner ?? new ThreadPoolTaskRunner()).Duplicate();
}

namespace Prefect.Flows;

/// <summary>A submitted task that waits to be executed.</summary>
internal abstract class TaskWork
{
    /// <summary>Whether a task submitted it that has a place in the runner: it is executed before others, since that one is likely to wait for it.</summary>
    public bool IsNested { get; } = Ambient.Current.Task?.Place is not null;

    /// <summary>Executes it; never throws.</summary>
    public abstract Task ExecuteAsync();

    /// <summary>Ends it without executing it, because its flow is over.</summary>
    public abstract void Cancel();
}

namespace Prefect.Flows;

/// <summary>A submitted task that waits to be executed.</summary>
internal abstract class TaskWork
{
    /// <summary>Executes it; never throws.</summary>
    public abstract Task ExecuteAsync();

    /// <summary>Ends it without executing it, because its flow is over.</summary>
    public abstract void Cancel();
}

namespace Prefect.Flows;

public abstract partial class FlowTask
{
    /// <summary>What was last decided about keeping results of the task.</summary>
    internal TaskPersistence? Persistence { get; set; }
}

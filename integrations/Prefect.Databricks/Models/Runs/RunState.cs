namespace Prefect.Databricks;

/// <summary>State of a run, or of one of its tasks.</summary>
public sealed record RunState : DatabricksModel
{
    /// <summary>How far it is.</summary>
    public RunLifeCycleState? LifeCycleState { get; init; }

    /// <summary>How it has ended; null until then.</summary>
    public RunResultState? ResultState { get; init; }

    /// <summary>The service's own words.</summary>
    public string? StateMessage { get; init; }

    /// <summary>Whether somebody or its time limit ended it.</summary>
    public bool? UserCancelledOrTimedout { get; init; }
}

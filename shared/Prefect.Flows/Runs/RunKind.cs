namespace Prefect.Flows;

/// <summary>What is run.</summary>
public enum RunKind
{
    /// <summary>A task.</summary>
    Task,

    /// <summary>A flow.</summary>
    Flow,
}

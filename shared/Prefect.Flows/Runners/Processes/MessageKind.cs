namespace Prefect.Flows;

/// <summary>What is said between a process and its workers.</summary>
internal enum MessageKind : byte
{
    /// <summary>The worker proves that it is the one that was started.</summary>
    Hello = 1,

    /// <summary>Run the body of a task.</summary>
    Run,

    /// <summary>End the body that runs.</summary>
    Cancel,

    /// <summary>A line of a run's log, for the store.</summary>
    RunLog,

    /// <summary>A line for the program's loggers.</summary>
    Log,

    /// <summary>The body has said something about an asset that it makes.</summary>
    AssetMetadata,

    /// <summary>The body has given its result.</summary>
    Done,

    /// <summary>The body has thrown.</summary>
    Failed,
}

namespace Prefect.Snowflake;

/// <summary>How far a statement is that was submitted.</summary>
public enum SnowflakeQueryStatus
{
    /// <summary>The service said something that this package does not know.</summary>
    Unknown,

    /// <summary>The service knows nothing of it yet.</summary>
    NoData,

    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It waits for a warehouse that is being repaired.</summary>
    QueuedRepairingWarehouse,

    /// <summary>It waits for a warehouse that is starting.</summary>
    ResumingWarehouse,

    /// <summary>It waits for what another statement holds.</summary>
    Blocked,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended well.</summary>
    Success,

    /// <summary>It was begun anew under another id.</summary>
    Restarted,

    /// <summary>It is being cancelled.</summary>
    Aborting,

    /// <summary>It was cancelled.</summary>
    Aborted,

    /// <summary>It failed.</summary>
    FailedWithError,

    /// <summary>It failed by a fault of the service.</summary>
    FailedWithIncident,

    /// <summary>Its session is gone.</summary>
    Disconnected,
}

namespace Prefect.Gcp;

/// <summary>How far the features of Cloud Run that a job uses are released.</summary>
public enum CloudRunLaunchStage
{
    /// <summary>Nothing is said.</summary>
    Unspecified,

    /// <summary>Not implemented.</summary>
    Unimplemented,

    /// <summary>Before a release.</summary>
    Prelaunch,

    /// <summary>For chosen users.</summary>
    EarlyAccess,

    /// <summary>For testers.</summary>
    Alpha,

    /// <summary>For all, and not supported in full.</summary>
    Beta,

    /// <summary>Released.</summary>
    GA,

    /// <summary>About to be removed.</summary>
    Deprecated,
}

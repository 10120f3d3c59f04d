namespace Prefect.Aws;

/// <summary>State of a run of a Glue job.</summary>
public enum GlueJobRunState
{
    /// <summary>The service named a state that this version does not know. It does not count as an end.</summary>
    Unknown,

    /// <summary>The run begins.</summary>
    Starting,

    /// <summary>The run is under way.</summary>
    Running,

    /// <summary>The run is being stopped.</summary>
    Stopping,

    /// <summary>The run waits for capacity.</summary>
    Waiting,

    /// <summary>The run is done.</summary>
    Succeeded,

    /// <summary>The run was stopped.</summary>
    Stopped,

    /// <summary>The run failed.</summary>
    Failed,

    /// <summary>The run took longer than it may.</summary>
    Timeout,

    /// <summary>The run could not be carried out.</summary>
    Error,

    /// <summary>The run waited for capacity longer than it may.</summary>
    Expired,
}

using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the kinds of states that a run can be in.</summary>
[JsonConverter(typeof(WireName<ApiStateType>))]
public enum ApiStateType
{
    /// <summary>Begins at some time.</summary>
    Scheduled,

    /// <summary>Was taken up, and is about to run.</summary>
    Pending,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended with an error of its own code.</summary>
    Failed,

    /// <summary>Was cancelled.</summary>
    Cancelled,

    /// <summary>Ended because what it ran on broke down.</summary>
    Crashed,

    /// <summary>Waits until somebody resumes it.</summary>
    Paused,

    /// <summary>Is to be stopped.</summary>
    Cancelling,
}

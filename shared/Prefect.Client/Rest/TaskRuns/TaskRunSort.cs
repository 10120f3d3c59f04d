using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that task runs can be listed in.</summary>
[JsonConverter(typeof(WireName<TaskRunSort>))]
public enum TaskRunSort
{
    /// <summary>The latest id first.</summary>
    IdDesc,

    /// <summary>The earliest expected beginning first.</summary>
    ExpectedStartTimeAsc,

    /// <summary>The latest expected beginning first.</summary>
    ExpectedStartTimeDesc,

    /// <summary>By name.</summary>
    NameAsc,

    /// <summary>By name, backwards.</summary>
    NameDesc,

    /// <summary>The next to begin first.</summary>
    NextScheduledStartTimeAsc,

    /// <summary>The latest end first.</summary>
    EndTimeDesc,
}

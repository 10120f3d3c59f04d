using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that flows can be listed in.</summary>
[JsonConverter(typeof(WireName<FlowSort>))]
public enum FlowSort
{
    /// <summary>The latest created first.</summary>
    CreatedDesc,

    /// <summary>The latest changed first.</summary>
    UpdatedDesc,

    /// <summary>By name.</summary>
    NameAsc,

    /// <summary>By name, backwards.</summary>
    NameDesc,
}

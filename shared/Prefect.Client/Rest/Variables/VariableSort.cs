using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that variables can be listed in.</summary>
[JsonConverter(typeof(WireName<VariableSort>))]
public enum VariableSort
{
    /// <summary>The latest created first.</summary>
    CreatedDesc,

    /// <summary>The latest changed first.</summary>
    UpdatedDesc,

    /// <summary>By name, backwards.</summary>
    NameDesc,

    /// <summary>By name.</summary>
    NameAsc,
}

using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that artifacts can be listed in.</summary>
[JsonConverter(typeof(WireName<ArtifactSort>))]
public enum ArtifactSort
{
    /// <summary>The latest created first.</summary>
    CreatedDesc,

    /// <summary>The latest changed first.</summary>
    UpdatedDesc,

    /// <summary>The latest id first.</summary>
    IdDesc,

    /// <summary>By key, backwards.</summary>
    KeyDesc,

    /// <summary>By key.</summary>
    KeyAsc,
}

using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names the orders that saved blocks can be listed in.</summary>
[JsonConverter(typeof(WireName<BlockDocumentSort>))]
public enum BlockDocumentSort
{
    /// <summary>By name.</summary>
    NameAsc,

    /// <summary>By name, backwards.</summary>
    NameDesc,

    /// <summary>By block type, then by name.</summary>
    BlockTypeAndNameAsc,
}

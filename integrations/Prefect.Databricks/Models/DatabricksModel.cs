using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What Databricks is sent or answers. What this version does not know of it is kept, and sent back.</summary>
public abstract record DatabricksModel
{
    /// <summary>Members by the service's names that are no properties here; null for none. A copy: to change it, set it anew.</summary>
    [JsonIgnore]
    public JsonObject? Extra
    {
        get => Unknown is null ? null : new JsonObject(Unknown.Select(static member => KeyValuePair.Create(member.Key, DatabricksWire.Node(member.Value))));
        init => Unknown = value?.ToDictionary(static member => member.Key, static member => DatabricksWire.Element(member.Value), StringComparer.Ordinal);
    }

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

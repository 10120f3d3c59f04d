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

    /// <summary>Makes a model of the service's JSON, such as an answer to <see cref="DatabricksClient.GetAsync"/>.</summary>
    /// <typeparam name="TModel">A model of this package.</typeparam>
    /// <param name="json">The JSON. What it lacks is null in the model, and what the model does not know is in <see cref="Extra"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="JsonException">A member has a value of another kind than the model's.</exception>
    public static TModel FromJson<TModel>(JsonObject json)
        where TModel : DatabricksModel
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Deserialize(DatabricksWire.Type<TModel>())!;
    }

    /// <summary>
    /// Writes the model as it is sent, for <see cref="EndpointTasks"/> for one: with the service's names and without what is null. The password of
    /// a registry is in clear in it.
    /// </summary>
    public JsonObject ToJson() => DatabricksWire.Write(this);

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>What a body in a worker said about an asset that it makes.</summary>
internal sealed record AssetMetadata(string Key, IReadOnlyDictionary<string, JsonElement> Values)
{
    public static AssetMetadata Of(string key, JsonObject metadata) =>
        new(key, metadata.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value, SnapshotJson.Default.JsonNode), StringComparer.Ordinal));

    public void AddTo(AssetContext assets) =>
        assets.AddMetadata(new Asset(Key), Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal));
}

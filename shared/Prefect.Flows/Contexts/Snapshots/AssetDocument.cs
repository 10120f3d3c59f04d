namespace Prefect.Flows;

/// <summary>An asset in a snapshot.</summary>
internal sealed record AssetDocument(string Key, AssetProperties? Properties)
{
    public static IReadOnlyList<AssetDocument> Of(IReadOnlyList<Asset> assets) => [.. assets.Select(asset => new AssetDocument(asset.Key, asset.Properties))];

    public static IReadOnlyList<Asset> Restore(IReadOnlyList<AssetDocument>? documents) =>
        [.. (documents ?? []).Select(document => new Asset(document.Key) { Properties = document.Properties })];
}

namespace Prefect.Flows;

/// <summary>PLACEHOLDER, its owner fills it in.</summary>
public sealed record AssetContext : ContextModel
{
    private protected override Ambient Into(Ambient ambient) => ambient with { Asset = this };
}

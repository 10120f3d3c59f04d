namespace Prefect.Azure;

/// <summary>Where Resource Manager is in a cloud, and what tokens for it are asked for.</summary>
/// <param name="Endpoint">Address of Resource Manager.</param>
/// <param name="Scope">Scope of its tokens.</param>
internal sealed record ArmCloud(Uri Endpoint, string Scope)
{
    public static ArmCloud Public { get; } = At("https://management.azure.com");

    private static readonly Dictionary<string, ArmCloud> s_byAuthority = new(StringComparer.OrdinalIgnoreCase)
    {
        ["login.microsoftonline.us"] = At("https://management.usgovcloudapi.net"),
        ["login.chinacloudapi.cn"] = At("https://management.chinacloudapi.cn"),
        ["login.partner.microsoftonline.cn"] = At("https://management.chinacloudapi.cn"),
    };

    /// <summary>The cloud that belongs to a place of signing in; the public one where none does.</summary>
    public static ArmCloud Of(Uri? authority) =>
        authority is not null && s_byAuthority.TryGetValue(authority.Host, out ArmCloud? cloud) ? cloud : Public;

    public static ArmCloud At(Uri endpoint) => new(endpoint, $"{endpoint.GetLeftPart(UriPartial.Authority)}/.default");

    private static ArmCloud At(string endpoint) => At(new Uri(endpoint));
}

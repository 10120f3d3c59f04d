using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Why the cloud offers no machines of a kind. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ClusterCloudProviderNodeStatus>))]
public readonly record struct ClusterCloudProviderNodeStatus(string Value) : INamedValue<ClusterCloudProviderNodeStatus>
{
    /// <summary>The subscription does not have it.</summary>
    public static ClusterCloudProviderNodeStatus NotEnabledOnSubscription { get; } = new("NotEnabledOnSubscription");

    /// <summary>The region does not have it.</summary>
    public static ClusterCloudProviderNodeStatus NotAvailableInRegion { get; } = new("NotAvailableInRegion");

    static ClusterCloudProviderNodeStatus INamedValue<ClusterCloudProviderNodeStatus>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

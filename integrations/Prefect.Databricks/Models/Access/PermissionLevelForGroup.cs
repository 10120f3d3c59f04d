using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What a group may do with a job. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<PermissionLevelForGroup>))]
public readonly record struct PermissionLevelForGroup(string Value) : INamedValue<PermissionLevelForGroup>
{
    /// <summary>Everything.</summary>
    public static PermissionLevelForGroup CanManage { get; } = new("CAN_MANAGE");

    /// <summary>Start and cancel runs.</summary>
    public static PermissionLevelForGroup CanManageRun { get; } = new("CAN_MANAGE_RUN");

    /// <summary>Look.</summary>
    public static PermissionLevelForGroup CanView { get; } = new("CAN_VIEW");

    static PermissionLevelForGroup INamedValue<PermissionLevelForGroup>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

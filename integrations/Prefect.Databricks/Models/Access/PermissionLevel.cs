using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What a person or service principal may do with a job. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<PermissionLevel>))]
public readonly record struct PermissionLevel(string Value) : INamedValue<PermissionLevel>
{
    /// <summary>Everything.</summary>
    public static PermissionLevel CanManage { get; } = new("CAN_MANAGE");

    /// <summary>Start and cancel runs.</summary>
    public static PermissionLevel CanManageRun { get; } = new("CAN_MANAGE_RUN");

    /// <summary>Look.</summary>
    public static PermissionLevel CanView { get; } = new("CAN_VIEW");

    /// <summary>Own it: runs are carried out as the owner.</summary>
    public static PermissionLevel IsOwner { get; } = new("IS_OWNER");

    static PermissionLevel INamedValue<PermissionLevel>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

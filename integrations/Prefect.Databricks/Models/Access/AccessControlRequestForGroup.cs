namespace Prefect.Databricks;

/// <summary>What a group may do.</summary>
public sealed record AccessControlRequestForGroup : AccessControlRequest
{
    /// <summary>Name of the group.</summary>
    public string? GroupName { get; init; }

    /// <summary>What the group may do.</summary>
    public PermissionLevelForGroup? PermissionLevel { get; init; }
}

namespace Prefect.Databricks;

/// <summary>What a person may do.</summary>
public sealed record AccessControlRequestForUser : AccessControlRequest
{
    /// <summary>What the person may do.</summary>
    public PermissionLevel? PermissionLevel { get; init; }

    /// <summary>Name of the user.</summary>
    public string? UserName { get; init; }
}

namespace Prefect.Databricks;

/// <summary>What a service principal may do.</summary>
public sealed record AccessControlRequestForServicePrincipal : AccessControlRequest
{
    /// <summary>What the service principal may do.</summary>
    public PermissionLevel? PermissionLevel { get; init; }

    /// <summary>Name of the service principal.</summary>
    public string? ServicePrincipalName { get; init; }
}

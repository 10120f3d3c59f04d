using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>A deployment of a template to a resource group.</summary>
public sealed record ArmDeployment
{
    internal const string Success = "Succeeded";

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands: <c>Accepted</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Canceled</c> and some between.</summary>
    public required string ProvisioningState { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public ArmDeploymentError? Error { get; init; }

    /// <summary>The service's id of what was done for it, which its support asks for.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether it has ended, with success or without.</summary>
    public bool HasEnded => ProvisioningState is Success or "Failed" or "Canceled" or "Deleted";

    /// <summary>Whether it has ended with success.</summary>
    public bool Succeeded => ProvisioningState == Success;

    internal static ArmDeployment? Read(JsonObject? document, string name) =>
        document?.Object("properties") is { } properties && properties.Text("provisioningState") is { } state
            ? new ArmDeployment
            {
                Name = document.Text("name") ?? name,
                ProvisioningState = state,
                Error = ArmDeploymentError.Read(properties["error"]),
                CorrelationId = properties.Text("correlationId"),
            }
            : null;
}

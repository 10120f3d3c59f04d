using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>A container group of Azure Container Instances.</summary>
public sealed record AciContainerGroup
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its id among all resources: a path that holds subscription and resource group.</summary>
    public string? Id { get; init; }

    /// <summary>Region that it runs in.</summary>
    public string? Location { get; init; }

    /// <summary>How its making stands: <c>Pending</c>, <c>Creating</c>, <c>Succeeded</c>, <c>Failed</c> and others.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>How the group stands: <c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Stopped</c>; null until it is known.</summary>
    public string? State { get; init; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<AciContainer> Containers { get; init; } = [];

    /// <summary>What happened to the group.</summary>
    public IReadOnlyList<AciEvent> Events { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static AciContainerGroup? Read(JsonObject? document)
    {
        if (document?.Text("name") is not { } name || document.Object("properties") is not { } properties)
        {
            return null;
        }

        JsonObject view = properties.Object("instanceView") ?? [];
        return new AciContainerGroup
        {
            Name = name,
            Id = document.Text("id"),
            Location = document.Text("location"),
            ProvisioningState = properties.Text("provisioningState"),
            State = view.Text("state"),
            Containers = [.. properties.Objects("containers").Select(AciContainer.Read)],
            Events = [.. view.Objects("events").Select(AciEvent.Read)],
            Tags = (document.Object("tags") ?? []).ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "", StringComparer.Ordinal),
        };
    }
}

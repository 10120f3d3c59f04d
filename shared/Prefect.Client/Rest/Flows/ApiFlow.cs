using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A flow, as a server knows it.</summary>
public sealed record ApiFlow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; }

    /// <summary>Its labels: texts, numbers and yes or no.</summary>
    public JsonObject? Labels { get; init; }
}

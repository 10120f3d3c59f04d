using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A variable, as a server keeps it.</summary>
public sealed record ApiVariable
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; }
}

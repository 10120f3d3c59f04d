using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>What is to change about a variable. What is null stays.</summary>
public sealed record ApiVariableChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its value.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}

using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A block that is to be saved. Its data may hold secrets, and is not printed.</summary>
public sealed record ApiBlockDocumentDraft
{
    /// <summary>Its name: small letters, digits and dashes; <see langword="null"/> for one without.</summary>
    public string? Name { get; init; }

    /// <summary>Its values, secrets among them.</summary>
    public required JsonObject Data { get; init; }

    /// <summary>Its schema.</summary>
    public required Guid BlockSchemaId { get; init; }

    /// <summary>Its type.</summary>
    public required Guid BlockTypeId { get; init; }

    /// <summary>Whether it belongs to something else, and has no name of its own.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Returns the name.</summary>
    public override string ToString() => $"{nameof(ApiBlockDocumentDraft)} {{ Name = {Name} }}";
}

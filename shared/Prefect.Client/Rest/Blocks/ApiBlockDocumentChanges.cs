using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>What is to change about a saved block. What is null stays. Its data may hold secrets, and is not printed.</summary>
public sealed record ApiBlockDocumentChanges
{
    /// <summary>Its schema, of the same type.</summary>
    public Guid? BlockSchemaId { get; init; }

    /// <summary>Its values; a secret given as eight asterisks stays what it is.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Whether values that are not given stay. Default: the server's, which is yes.</summary>
    public bool? MergeExistingData { get; init; }

    /// <summary>Returns the id of the schema.</summary>
    public override string ToString() => $"{nameof(ApiBlockDocumentChanges)} {{ BlockSchemaId = {BlockSchemaId} }}";
}

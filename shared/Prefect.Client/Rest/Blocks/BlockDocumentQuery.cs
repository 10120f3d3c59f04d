namespace Prefect.Client;

/// <summary>Says which saved blocks are meant. Each part that is given has to hold.</summary>
public sealed record BlockDocumentQuery
{
    /// <summary>The blocks themselves.</summary>
    public ApiBlockDocumentFilter? BlockDocuments { get; init; }

    /// <summary>Their types.</summary>
    public ApiBlockTypeFilter? BlockTypes { get; init; }

    /// <summary>Their schemas.</summary>
    public ApiBlockSchemaFilter? BlockSchemas { get; init; }

    /// <summary>Their order. Default: the server's, by name.</summary>
    public BlockDocumentSort? Sort { get; init; }
}

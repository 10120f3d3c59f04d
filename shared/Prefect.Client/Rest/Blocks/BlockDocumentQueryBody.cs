namespace Prefect.Client;

/// <summary>A query with the piece of the list that is asked for.</summary>
internal sealed class BlockDocumentQueryBody(BlockDocumentQuery query, int? limit, int offset, bool includeSecrets)
{
    public ApiBlockDocumentFilter? BlockDocuments => query.BlockDocuments;

    public ApiBlockTypeFilter? BlockTypes => query.BlockTypes;

    public ApiBlockSchemaFilter? BlockSchemas => query.BlockSchemas;

    public BlockDocumentSort? Sort => query.Sort;

    public bool IncludeSecrets => includeSecrets;

    public int? Limit => limit;

    public int? Offset => ApiCalls.Given(offset);
}

namespace Prefect.Client;

internal sealed record BlockTypeQueryBody(ApiBlockTypeFilter? BlockTypes, ApiBlockSchemaFilter? BlockSchemas, int? Limit, int? Offset);

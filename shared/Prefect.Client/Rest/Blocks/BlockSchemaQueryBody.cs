namespace Prefect.Client;

internal sealed record BlockSchemaQueryBody(ApiBlockSchemaFilter? BlockSchemas, int? Limit, int? Offset);

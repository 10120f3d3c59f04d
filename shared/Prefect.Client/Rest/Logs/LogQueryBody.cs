namespace Prefect.Client;

internal sealed record LogQueryBody(ApiLogFilter? Logs, LogSort? Sort, int? Limit, int? Offset);

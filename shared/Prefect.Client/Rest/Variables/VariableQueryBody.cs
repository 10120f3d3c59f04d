namespace Prefect.Client;

internal sealed record VariableQueryBody(ApiVariableFilter? Variables, VariableSort? Sort, int? Limit, int? Offset);

namespace Prefect.Client;

internal sealed record VariableCountBody(ApiVariableFilter? Variables);

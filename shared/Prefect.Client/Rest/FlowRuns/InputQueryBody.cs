namespace Prefect.Client;

internal sealed record InputQueryBody(string Prefix, int Limit, IReadOnlyCollection<string> ExcludeKeys);

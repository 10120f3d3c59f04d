namespace Prefect.Client;

internal sealed record PageBody(int? Limit, int Offset);

namespace Prefect.Client;

internal sealed record NameBody(string Name);

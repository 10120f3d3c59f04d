namespace Prefect.Client;

internal sealed record LeaseBody(Guid LeaseId);

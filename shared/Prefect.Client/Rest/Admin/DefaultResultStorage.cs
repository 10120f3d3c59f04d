namespace Prefect.Client;

internal sealed record DefaultResultStorage(Guid? DefaultResultStorageBlockId);

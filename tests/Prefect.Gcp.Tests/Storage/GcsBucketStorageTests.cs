using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsBucketStorageTests(GcsServer server) : ObjectStorageConformance
{
    protected override string? WholeStore => "";

    protected override async Task<IObjectStorage> CreateAsync() => await GcsTest.MakeBucketAsync(server);
}

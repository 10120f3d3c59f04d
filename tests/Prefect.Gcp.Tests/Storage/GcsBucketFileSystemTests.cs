using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsBucketFileSystemTests(GcsServer server) : FileSystemConformance, IAsyncLifetime
{
    private GcsBucket _bucket = new() { Bucket = "none" };

    public async ValueTask InitializeAsync() => _bucket = await GcsTest.MakeBucketAsync(server, "base");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IWritableFileSystem Create() => _bucket;
}

using System.Text;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

/// <summary>A test with a bucket of its own on an emulator, and a local folder.</summary>
public abstract class GcsTest(GcsServer server) : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Name { get; } = "bucket-" + Guid.NewGuid().ToString("N");

    protected TemporaryDirectory Folder => _folder;

    protected GcsServer Server => server;

    public virtual async ValueTask InitializeAsync()
    {
        await server.StartAsync(Token);
        await server.CreateBucketAsync(Name, Token);
    }

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal static GcpAccess AccessTo(Uri endpoint) => new()
    {
        Variable = name => name == "STORAGE_EMULATOR_HOST" ? endpoint.Authority : null,
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestAskedWait = TimeSpan.FromMilliseconds(1),
    };

    internal static GcsTransferOptions Quick(Uri endpoint) =>
        new() { RetryDelay = TimeSpan.FromMilliseconds(1), Retries = 3, ChunkSize = 1 << 20, Access = AccessTo(endpoint) };

    internal static GcsBucket BucketOn(Uri endpoint, string name, string folder = "") =>
        new GcsBucket { Bucket = name, BucketFolder = folder, GcpCredentials = new GcpCredentials { Project = "emulated-project" } }.WithTransfer(Quick(endpoint));

    internal static async Task<GcsBucket> MakeBucketAsync(GcsServer server, string folder = "")
    {
        string name = "bucket-" + Guid.NewGuid().ToString("N");
        await server.StartAsync(Token);
        await server.CreateBucketAsync(name, Token);
        return BucketOn(server.Endpoint, name, folder);
    }

    protected GcsBucket Bucket(string folder = "", Uri? endpoint = null) => BucketOn(endpoint ?? server.Endpoint, Name, folder);

    protected async Task<string[]> NamesAsync()
    {
        List<string> names = [];
        await foreach (GcsObjectInfo found in GcsLister.ListAsync(Bucket().Connect(), "", Token))
        {
            names.Add(found.Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    protected async Task PutAsync(params string[] names)
    {
        foreach (string name in names)
        {
            await GcsUploader.FromMemoryAsync(Bucket().Connect(), Bytes(name), new GcsWrite(name, ContentType: null, Overwrite: true), Token);
        }
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static byte[] Pattern(int length)
    {
        byte[] content = new byte[length];
        for (int index = 0; index < length; index++)
        {
            content[index] = (byte)((index * 31) ^ (index >> 8) ^ (index >> 16));
        }

        return content;
    }
}

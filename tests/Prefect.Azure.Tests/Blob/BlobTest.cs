using System.Text;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>A test with a container of its own on an emulator, and a local folder.</summary>
public abstract class BlobTest(AzuriteServer azurite) : IAsyncLifetime
{
    private static readonly BlobTransferOptions s_quick = new() { RetryDelay = TimeSpan.FromMilliseconds(1), Retries = 3 };

    private readonly TemporaryDirectory _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static BlobTransferOptions Quick => s_quick;

    protected string Name { get; } = "container-" + Guid.NewGuid().ToString("N");

    protected TemporaryDirectory Folder => _folder;

    protected AzuriteServer Azurite => azurite;

    protected AzureBlobContainerClient Raw => Credentials().GetContainerClient(Name);

    public virtual async ValueTask InitializeAsync()
    {
        await azurite.StartAsync(Token);
        (await Raw.CreateIfNotExistsAsync(Token)).ShouldBeTrue();
    }

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected AzureBlobStorageCredentials Credentials(Uri? endpoint = null) =>
        new() { ConnectionString = AzuriteCredentials.ConnectionString(endpoint is null ? azurite.AccountEndpoint : new Uri(endpoint, AzuriteServer.Account)) };

    protected AzureBlobStorageContainer Container(string? folder = null, Uri? endpoint = null) =>
        new AzureBlobStorageContainer { ContainerName = Name, BaseFolder = folder, Credentials = Credentials(endpoint) }.WithTransfer(s_quick);

    protected async Task<string[]> NamesAsync()
    {
        List<string> names = [];
        await foreach (string name in Container().ListBlobsAsync(Token))
        {
            names.Add(name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    protected async Task PutAsync(params string[] names)
    {
        foreach (string name in names)
        {
            await Raw.GetBlobClient(name).UploadAsync(Bytes(name), Token);
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

using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobReadmeSampleTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        AzureBlobStorageCredentials credentials = Credentials();
        await credentials.SaveAsync("lake", cancellationToken: Token);
        AzureBlobContainerClient client = (await AzureBlobStorageCredentials.LoadAsync("lake", cancellationToken: Token)).GetContainerClient(Name);
        (await client.CreateIfNotExistsAsync(Token)).ShouldBeFalse();

        AzureBlobStorageContainer container = new() { ContainerName = Name, BaseFolder = "raw", Credentials = credentials };
        await container.WritePathAsync("2026-11-20/a.txt", "hello"u8.ToArray(), Token);
        Folder.WriteFile("out/b.bin", new string('b', 2000));
        await container.UploadFromFolderAsync(Folder.Combine("out"), "2026-11-20", cancellationToken: Token);
        List<string> blobs = [];
        await foreach (AzureBlobInfo blob in container.ListObjectsAsync("2026-11-20/", cancellationToken: Token))
        {
            blobs.Add($"{blob.Name} {blob.Size}");
        }

        blobs.ShouldBe(["raw/2026-11-20/a.txt 5", "raw/2026-11-20/b.bin 2000"]);
        AzureBlobStorageContainer tuned = container.WithTransfer(new BlobTransferOptions
        {
            Overwrite = true,
            FolderParallelism = 32,
            Blobs = new() { AccessTier = "Cool", ContentType = "text/csv" },
        });
        await tuned.UploadFromFolderAsync(Folder.Combine("out"), "2026-11-20", cancellationToken: Token);
        await container.SaveAsync("landing", cancellationToken: Token);
        AzureBlobStorageContainer landing = await AzureBlobStorageContainer.LoadAsync("landing", cancellationToken: Token);
        await landing.DownloadFolderToPathAsync("2026-11-20", Folder.Combine("data"), cancellationToken: Token);
        Directory.GetFiles(Folder.Combine("data")).Length.ShouldBe(2);

        FlowTask<string, string, AzureBlobStorageCredentials, byte[]> download = BlobTasks.BlobStorageDownloadTask.With(options => options with { Retries = 2 });
        (await download.RunAsync(Name, "raw/2026-11-20/a.txt", credentials, Token)).ShouldBe("hello"u8.ToArray());
    }
}

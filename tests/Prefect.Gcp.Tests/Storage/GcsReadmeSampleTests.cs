using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsReadmeSampleTests(GcsServer server) : GcsTest(server)
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        using IDisposable access = GcpAccess.Use(AccessTo(Server.Endpoint));
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        GcpCredentials credentials = new() { Project = "emulated-project" };

        GcsBucket bucket = new() { Bucket = Name, BucketFolder = "raw", GcpCredentials = credentials };
        await bucket.WritePathAsync("2026-11-20/a.txt", "hello"u8.ToArray(), Token);
        Folder.WriteFile("out/b.bin", new string('b', 2000));
        await bucket.UploadFromFolderAsync(Folder.Combine("out"), "2026-11-20", cancellationToken: Token);
        List<string> objects = [];
        await foreach (GcsObjectInfo found in bucket.ListBlobsAsync("2026-11-20/", Token))
        {
            objects.Add($"{found.Name} {found.Size} {found.Crc32C}");
        }

        objects.ShouldBe(["raw/2026-11-20/a.txt 5 mnG7TA==", "raw/2026-11-20/b.bin 2000 " + Crc32C.Text(Crc32C.Append(0, Bytes(new string('b', 2000))))]);
        GcsBucket tuned = bucket.WithTransfer(new GcsTransferOptions
        {
            Overwrite = false,
            FolderParallelism = 32,
            Objects = new() { StorageClass = "NEARLINE", ContentType = "text/csv" },
        });
        await tuned.UploadFromFolderAsync(Folder.Combine("out"), "2026-11-21", cancellationToken: Token);
        await bucket.SaveAsync("landing", cancellationToken: Token);
        GcsBucket landing = await GcsBucket.LoadAsync("landing", cancellationToken: Token);
        await landing.DownloadFolderToPathAsync("2026-11-20", Folder.Combine("data"), cancellationToken: Token);

        landing.ShouldBe(bucket);
        Directory.GetFiles(Folder.Combine("data")).Length.ShouldBe(2);
        (await CloudStorageTasks.CloudStorageCopyBlobTask.With(static options => options with { Retries = 2 })
            .RunAsync(Name, Name, "raw/2026-11-20/a.txt", credentials, "copy", (TimeSpan?)null, Token)).ShouldBe("copy");
    }
}

using System.Net;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class CloudStorageTasksTests(GcsServer server) : GcsTest(server)
{
    private static GcpCredentials Credentials => new() { Project = "emulated-project" };

    [Fact]
    public async Task A_bucket_is_made_by_its_name()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));

        (await CloudStorageTasks.CloudStorageCreateBucketAsync("made-" + Name, Credentials, location: "eu", cancellationToken: Token)).ShouldBe("made-" + Name);

        (await (Bucket() with { Bucket = "made-" + Name }).GetBucketAsync(Token)).Location.ShouldBe("EU");
        (await Should.ThrowAsync<GcpException>(() => CloudStorageTasks.CloudStorageCreateBucketAsync(Name, Credentials, "p", cancellationToken: Token)))
            .StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Text_bytes_files_and_streams_go_and_come_back()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));
        string file = Folder.WriteFile("f.csv", "from a file");

        (await CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("grüße", Name, "t", Credentials, cancellationToken: Token)).ShouldBe("t");
        (await CloudStorageTasks.CloudStorageUploadBlobFromBytesAsync(Pattern(3_000_000), Name, "b", Credentials, chunkSize: 1 << 20, cancellationToken: Token)).ShouldBe("b");
        (await CloudStorageTasks.CloudStorageUploadBlobFromFileAsync(file, Name, "f", Credentials, cancellationToken: Token)).ShouldBe("f");
        (await CloudStorageTasks.CloudStorageUploadBlobFromFileAsync(new ForwardStream(Bytes("streamed")), Name, "s", Credentials, "text/x-log", cancellationToken: Token)).ShouldBe("s");

        (await CloudStorageTasks.CloudStorageDownloadBlobAsBytesAsync(Name, "t", Credentials, cancellationToken: Token)).ShouldBe(Bytes("grüße"));
        CloudStorageTasks.CloudStorageDownloadBlobAsBytes(Name, "b", Credentials, chunkSize: 256 * 1024, cancellationToken: Token).AsSpan().SequenceEqual(Pattern(3_000_000)).ShouldBeTrue();
        (await CloudStorageTasks.CloudStorageDownloadBlobAsBytesAsync(Name, "s", Credentials, timeout: TimeSpan.FromSeconds(5), cancellationToken: Token)).ShouldBe(Bytes("streamed"));
        GcsConnection connection = Bucket().Connect();
        string?[] types = [(await connection.FindAsync("t", Token))?.ContentType, (await connection.FindAsync("f", Token))?.ContentType, (await connection.FindAsync("s", Token))?.ContentType];
        types.ShouldBe(["text/plain", "text/csv", "text/x-log"]);
    }

    [Fact]
    public async Task A_download_into_a_folder_is_called_like_its_object()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));
        await PutAsync("day/a.txt", "../escape");

        (await CloudStorageTasks.CloudStorageDownloadBlobToFileAsync(Name, "day/a.txt", Folder.Path, Credentials, cancellationToken: Token)).ShouldBe(Folder.Combine("day/a.txt"));
        (await CloudStorageTasks.CloudStorageDownloadBlobToFileAsync(Name, "day/a.txt", Folder.Combine("b.txt"), Credentials, cancellationToken: Token)).ShouldBe(Folder.Combine("b.txt"));

        (await File.ReadAllTextAsync(Folder.Combine("day/a.txt"), Token)).ShouldBe("day/a.txt");
        await Should.ThrowAsync<UnsafePathException>(() => CloudStorageTasks.CloudStorageDownloadBlobToFileAsync(Name, "../escape", Folder.Path, Credentials, cancellationToken: Token));
    }

    [Fact]
    public async Task A_copy_is_called_like_its_object_unless_it_gets_a_name()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));
        await PutAsync("day/a b.txt");
        string other = "other-" + Name;
        await Server.CreateBucketAsync(other, Token);

        (await CloudStorageTasks.CloudStorageCopyBlobAsync(Name, other, "day/a b.txt", Credentials, cancellationToken: Token)).ShouldBe("day/a b.txt");
        (await CloudStorageTasks.CloudStorageCopyBlobAsync(Name, Name, "day/a b.txt", Credentials, "copy", cancellationToken: Token)).ShouldBe("copy");

        (await (Bucket() with { Bucket = other }).ReadPathAsync("day/a b.txt", Token)).ShouldBe(Bytes("day/a b.txt"));
        (await Bucket().ReadPathAsync("copy", Token)).ShouldBe(Bytes("day/a b.txt"));
        await Should.ThrowAsync<GcpException>(() => CloudStorageTasks.CloudStorageCopyBlobAsync(Name, "gone-" + Name, "copy", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<GcpException>(() => CloudStorageTasks.CloudStorageCopyBlobAsync(Name, other, "none", Credentials, cancellationToken: Token));
    }

    [Fact]
    public async Task A_missing_bucket_is_told_before_anything_moves()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        using IDisposable scope = GcpAccess.Use(AccessTo(proxy.Endpoint));

        (await Should.ThrowAsync<GcpException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", "gone-" + Name, "k", Credentials, cancellationToken: Token)))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);

        proxy.Requests.Single().Path.ShouldBe("/storage/v1/b/gone-" + Name);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_sent()
    {
        await Should.ThrowAsync<ArgumentNullException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync(null!, Name, "k", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", "", "k", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", Name, "", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", Name, "k", null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", Name, "k", Credentials, chunkSize: 1000, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => CloudStorageTasks.CloudStorageUploadBlobFromStringAsync("x", Name, "k", Credentials, "no type", cancellationToken: Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => CloudStorageTasks.CloudStorageDownloadBlobAsBytesAsync(Name, "k", Credentials, timeout: TimeSpan.Zero, cancellationToken: Token));
        await Should.ThrowAsync<GcpConfigurationException>(() => CloudStorageTasks.CloudStorageDownloadBlobAsBytesAsync(Name, "k", Credentials, encryptionKey: new SecretBytes([1, 2, 3]), cancellationToken: Token));
        await Should.ThrowAsync<FileNotFoundException>(() => CloudStorageTasks.CloudStorageUploadBlobFromFileAsync(Folder.Combine("none"), Name, "k", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => CloudStorageTasks.CloudStorageDownloadBlobToFileAsync(Name, "k", "", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<GcpConfigurationException>(() => CloudStorageTasks.CloudStorageCreateBucketAsync("Not A Bucket", Credentials, cancellationToken: Token));
    }

    [Fact]
    public async Task They_are_tasks_that_can_be_mapped_and_wait_for_each_other()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));
        Flow<int> flow = Flow.Define("objects", async () =>
        {
            TaskFuture<string> upload = CloudStorageTasks.CloudStorageUploadBlobFromStringTask.Submit(
                "abc", Name, "k", Credentials, (string?)null, (int?)null, (SecretBytes?)null, (TimeSpan?)null);
            byte[] content = await CloudStorageTasks.CloudStorageDownloadBlobAsBytesTask.Submit(
                Name, upload, Credentials, (int?)null, (SecretBytes?)null, (TimeSpan?)null);
            return content.Length;
        });

        (await flow.RunAsync(Token)).ShouldBe(3);
        CloudStorageTasks.CloudStorageCopyBlobTask.Name.ShouldBe("cloud-storage-copy-blob");
        CloudStorageTasks.CloudStorageUploadBlobFromStringTask.Parameters.Select(static parameter => parameter.Name)
            .ShouldBe(["data", "bucket", "blob", "gcpCredentials", "contentType", "chunkSize", "encryptionKey", "timeout"]);
    }
}

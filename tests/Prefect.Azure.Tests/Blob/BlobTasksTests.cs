using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobTasksTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task An_upload_without_a_name_gives_one_that_can_be_downloaded()
    {
        string name = await BlobTasks.BlobStorageUploadAsync(Bytes("hello"), Name, Credentials(), cancellationToken: Token);

        Guid.TryParse(name, out _).ShouldBeTrue();
        (await BlobTasks.BlobStorageDownloadAsync(Name, name, Credentials(), Token)).ShouldBe(Bytes("hello"));
        BlobTasks.BlobStorageDownload(Name, name, Credentials(), Token).ShouldBe(Bytes("hello"));
    }

    [Fact]
    public async Task An_upload_replaces_only_when_it_is_told_to()
    {
        await BlobTasks.BlobStorageUploadAsync(Bytes("one"), Name, Credentials(), "k", cancellationToken: Token);

        (await Should.ThrowAsync<AzureException>(() => BlobTasks.BlobStorageUploadAsync(Bytes("two"), Name, Credentials(), "k", cancellationToken: Token)))
            .ErrorCode.ShouldBe("BlobAlreadyExists");
        await BlobTasks.BlobStorageUploadAsync(Bytes("two"), Name, Credentials(), "k", overwrite: true, Token);

        (await BlobTasks.BlobStorageDownloadAsync(Name, "k", Credentials(), Token)).ShouldBe(Bytes("two"));
    }

    [Theory]
    [InlineData("data//x")]
    [InlineData("/data/x")]
    public async Task A_name_is_taken_as_it_stands_both_ways(string name)
    {
        await BlobTasks.BlobStorageUploadAsync(Bytes("another"), Name, Credentials(), "data/x", cancellationToken: Token);
        await BlobTasks.BlobStorageUploadAsync(Bytes("this"), Name, Credentials(), name, cancellationToken: Token);

        (await BlobTasks.BlobStorageDownloadAsync(Name, name, Credentials(), Token)).ShouldBe(Bytes("this"));
        await Should.ThrowAsync<ArgumentException>(() => BlobTasks.BlobStorageDownloadAsync(Name, "", Credentials(), Token));
    }

    [Fact]
    public async Task A_listing_follows_its_pages()
    {
        await PutAsync("a/1", "a/2", "a/3", "b/1");

        (await BlobTasks.BlobStorageListAsync(Name, Credentials(), "a/", ["metadata", "snapshots"], pageSize: 2, Token)).Select(blob => blob.Name).ShouldBe(["a/1", "a/2", "a/3"]);
        (await BlobTasks.BlobStorageListAsync(Name, Credentials(), cancellationToken: Token)).Count.ShouldBe(4);
        await Should.ThrowAsync<ArgumentException>(() => BlobTasks.BlobStorageListAsync(Name, Credentials(), include: ["everything"], cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BlobTasks.BlobStorageListAsync(Name, Credentials(), pageSize: 0, cancellationToken: Token));
    }

    [Fact]
    public async Task Tasks_are_submitted_and_wait_for_each_other()
    {
        Flow<int> flow = Flow.Define("blobs", async () =>
        {
            TaskFutureList<string> uploads = BlobTasks.BlobStorageUploadTask.Map(
                MapInput.Each<ReadOnlyMemory<byte>>([Bytes("a"), Bytes("bb")]), Name, Credentials(), MapInput.Each<string?>(["a", "b"]), false);
            byte[] content = await BlobTasks.BlobStorageDownloadTask.Submit(Name, uploads[1], Credentials());
            return content.Length;
        });

        (await flow.RunAsync(Token)).ShouldBe(2);
        BlobTasks.BlobStorageUploadTask.Name.ShouldBe("blob-storage-upload");
        BlobTasks.BlobStorageUploadTask.Parameters.Select(parameter => parameter.Name).ShouldBe(["data", "container", "blobStorageCredentials", "blob", "overwrite"]);
        (await BlobTasks.BlobStorageDownloadTask.RunStateAsync(Name, "missing", Credentials(), Token)).IsFailed.ShouldBeTrue();
    }
}

using System.Net;
using Azure.Core.Pipeline;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobContainerTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task The_base_folder_is_put_before_paths_and_not_before_what_is_given_back()
    {
        Folder.WriteFile("a.txt", "1");
        Folder.WriteFile("dir/b.txt", "2");
        AzureBlobStorageContainer container = Container("base");

        (await container.WritePathAsync("w/x", Bytes("x"), Token)).ShouldBe("w/x");
        (await container.UploadFromPathAsync(Folder.Combine("a.txt"), "up/a.txt", cancellationToken: Token)).ShouldBe("up/a.txt");
        (await container.UploadFromPathAsync(Folder.Combine("a.txt"), cancellationToken: Token)).ShouldBe("a.txt");
        (await container.UploadFromStreamAsync(new MemoryStream([1]), "s", cancellationToken: Token)).ShouldBe("s");
        (await container.UploadFromFolderAsync(Folder.Combine("dir"), "to", cancellationToken: Token)).ShouldBe("base/to");
        (await container.UploadFromFolderAsync(Folder.Combine("dir"), cancellationToken: Token)).ShouldBe("base");

        (await NamesAsync()).ShouldBe(["base/a.txt", "base/b.txt", "base/s", "base/to/b.txt", "base/up/a.txt", "base/w/x"]);
        (await container.ReadPathAsync("w/x", Token)).ShouldBe(Bytes("x"));
    }

    [Fact]
    public async Task The_connection_string_of_development_reaches_the_emulator()
    {
        await PutAsync("there");
        using DevelopmentWay way = new(Azurite.Endpoint);
        AzureBlobStorageContainer container = Container() with
        {
            Credentials = new AzureBlobStorageCredentials { ConnectionString = "UseDevelopmentStorage=true" }.WithTransport(new HttpClientTransport(way)),
        };

        (await container.ReadPathAsync("there", Token)).ShouldBe(Bytes("there"));
        way.Meant.ShouldBe("http://127.0.0.1:10000/devstoreaccount1/" + Name + "/there");
    }

    [Fact]
    public async Task Listing_blobs_ignores_the_base_folder_and_listing_objects_does_not()
    {
        await PutAsync("base/a", "base/deep/b", "base-old/c", "d");

        List<string> all = [];
        await foreach (string name in Container("base").ListBlobsAsync(Token))
        {
            all.Add(name);
        }

        all.ShouldBe(["base-old/c", "base/a", "base/deep/b", "d"], ignoreOrder: true);
        (await ListAsync(Container("base"))).ShouldBe(["base/a", "base/deep/b"]);
        (await ListAsync(Container("base"), "deep/")).ShouldBe(["base/deep/b"]);
        (await ListAsync(Container("base"), delimiter: "/")).ShouldBe(["base/a"]);
        (await ListAsync(Container("base"), pageSize: 1)).ShouldBe(["base/a", "base/deep/b"]);
        (await ListAsync(Container("base"), pageSize: 1, maxItems: 1)).ShouldBe(["base/a"]);
    }

    [Fact]
    public async Task Nothing_is_replaced_unless_that_is_said()
    {
        await PutAsync("there");
        AzureException refused = await Should.ThrowAsync<AzureException>(
            () => Container().UploadFromStreamAsync(new MemoryStream([1]), "there", cancellationToken: Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        refused.ErrorCode.ShouldBe("BlobAlreadyExists");
        refused.RequestId.ShouldNotBeNull();
        refused.Message.ShouldContain($"{Name}/there");
        (await Container().ReadPathAsync("there", Token)).ShouldBe(Bytes("there"));

        await Container().WithTransfer(Quick with { Overwrite = true }).UploadFromStreamAsync(new MemoryStream([1]), "there", cancellationToken: Token);
        (await Container().ReadPathAsync("there", Token)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_missing_blob_and_a_missing_container_are_told_with_their_names()
    {
        AzureException blob = await Should.ThrowAsync<AzureException>(() => Container("base").ReadPathAsync("gone", Token));
        blob.Message.ShouldContain($"{Name}/base/gone");
        blob.ErrorCode.ShouldBe("BlobNotFound");

        AzureException container = await Should.ThrowAsync<AzureException>(() => (Container() with { ContainerName = "gone-" + Name[..20] }).ReadPathAsync("x", Token));
        container.ErrorCode.ShouldBe("ContainerNotFound");
        container.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("//a///b")]
    public async Task A_name_with_empty_parts_is_that_of_one_blob_without_a_base_folder(string name)
    {
        await PutAsync(name, "a", "a/b");

        (await Container().ReadPathAsync(name, Token)).ShouldBe(Bytes(name));
        (await Container().WritePathAsync(name, Bytes("new"), Token)).ShouldBe(name);
        string file = await Container().DownloadObjectToPathAsync(name, Folder.Combine("file"), cancellationToken: Token);
        (await File.ReadAllTextAsync(file, Token)).ShouldBe("new");
        (await Container().ReadPathAsync("./" + name, Token)).ShouldBe(Bytes("new"));
        (await NamesAsync()).ShouldBe(new[] { name, "a", "a/b" }.Order(StringComparer.Ordinal));
        await foreach (string listed in Container().ListBlobsAsync(Token))
        {
            (await Container().ReadPathAsync(listed, Token)).Length.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Empty_parts_fall_away_where_a_name_is_put_together_with_a_base_folder()
    {
        await Container("base/").WritePathAsync("/a//b", Bytes("x"), Token);
        await Container("").WritePathAsync("/c//d", Bytes("x"), Token);

        (await NamesAsync()).ShouldBe(["base/a/b", "c/d"]);
        (await Container("base").ReadPathAsync("a/b", Token)).ShouldBe(Bytes("x"));
    }

    [Fact]
    public async Task A_folder_with_names_that_no_file_can_have_is_not_downloaded_and_the_name_is_told()
    {
        await PutAsync("folder//a");

        UnsafePathException exception = await Should.ThrowAsync<UnsafePathException>(
            () => Container().DownloadFolderToPathAsync("folder", Folder.Combine("to"), cancellationToken: Token));

        exception.Message.ShouldContain("'/a'");
        await Container().DownloadFolderToPathAsync("folder//", Folder.Combine("to"), cancellationToken: Token);
        File.Exists(Folder.Combine("to/a")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a/../b")]
    [InlineData("..")]
    public async Task A_name_that_its_address_would_lose_is_refused(string path)
    {
        await Should.ThrowAsync<ArgumentException>(() => Container().ReadPathAsync(path, Token));
        await Should.ThrowAsync<ArgumentException>(() => Container().WritePathAsync(path, Bytes("x"), Token));
        await Should.ThrowAsync<ArgumentException>(() => Container().WritePathAsync(new string('a', 1025), Bytes("x"), Token));
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        string file = Folder.WriteFile("a.txt", "1");
        (await Should.ThrowAsync<ArgumentException>(() => Container().UploadFromFolderAsync(file, "to", cancellationToken: Token))).Message.ShouldContain("a.txt");
        await Should.ThrowAsync<DirectoryNotFoundException>(() => Container().UploadFromFolderAsync(Folder.Combine("none"), "to", cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_set_on_blobs_is_stored_with_them()
    {
        BlobSettings settings = new()
        {
            ContentType = "text/csv",
            CacheControl = "no-cache",
            AccessTier = "Cool",
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "data", ["batch_no"] = "7" },
        };

        await Container().WithTransfer(Quick with { Blobs = settings }).WritePathAsync("k", Bytes("a"), Token);

        AzureBlobInfo found = (await Raw.GetBlobClient("k").FindAsync(Token)).ShouldNotBeNull();
        found.ContentType.ShouldBe("text/csv");
        found.AccessTier.ShouldBe("Cool");
        found.Metadata["team"].ShouldBe("data");
        found.BlobType.ShouldBe("BlockBlob");
        List<AzureBlobInfo> listed = await CollectAsync(Container().ListObjectsAsync(include: ["metadata"], cancellationToken: Token));
        listed.Single().Metadata["batch_no"].ShouldBe("7");
        listed.Single().ETag.ShouldBe(found.ETag);
    }

    [Fact]
    public async Task Clients_make_find_and_delete()
    {
        AzureBlobContainerClient container = Credentials().GetContainerClient("made-" + Guid.NewGuid().ToString("N")[..20]);
        (await container.ExistsAsync(Token)).ShouldBeFalse();
        (await container.CreateIfNotExistsAsync(Token)).ShouldBeTrue();
        (await container.CreateIfNotExistsAsync(Token)).ShouldBeFalse();
        AzureBlobClient blob = Credentials().GetBlobClient(container.Name, "a/b");
        (await blob.FindAsync(Token)).ShouldBeNull();
        await blob.UploadAsync(Bytes("hello"), Token);
        blob.Download(Token).ShouldBe(Bytes("hello"));
        (await blob.DeleteIfExistsAsync(Token)).ShouldBeTrue();
        (await blob.DeleteIfExistsAsync(Token)).ShouldBeFalse();
        (await container.DeleteIfExistsAsync(Token)).ShouldBeTrue();
        (await container.ExistsAsync(Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_signature_that_may_only_read_is_told_from_a_wrong_one()
    {
        await PutAsync("k");
        AzureBlobStorageContainer reader = Container() with
        {
            Credentials = new() { ConnectionString = $"BlobEndpoint={Azurite.AccountEndpoint};SharedAccessSignature={AzuriteCredentials.Signature("rl")}" },
        };
        AzureBlobStorageContainer wrong = Container() with
        {
            Credentials = new() { ConnectionString = $"BlobEndpoint={Azurite.AccountEndpoint};AccountName={AzuriteServer.Account};AccountKey={AzureBlobStorageCredentialsConformanceTests.Key}" },
        };

        (await reader.ReadPathAsync("k", Token)).ShouldBe(Bytes("k"));
        (await Should.ThrowAsync<AzureException>(() => reader.WritePathAsync("k", Bytes("x"), Token))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        AzureException refused = await Should.ThrowAsync<AzureException>(() => wrong.ReadPathAsync("k", Token));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        new LeakSweep(new Canary("key", AzureBlobStorageCredentialsConformanceTests.Key)).AssertClean(refused);
    }

    private static async Task<List<AzureBlobInfo>> CollectAsync(IAsyncEnumerable<AzureBlobInfo> blobs)
    {
        List<AzureBlobInfo> all = [];
        await foreach (AzureBlobInfo blob in blobs)
        {
            all.Add(blob);
        }

        return all;
    }

    private static async Task<string[]> ListAsync(
        AzureBlobStorageContainer container, string folder = "", string delimiter = "", int? pageSize = null, int? maxItems = null) =>
        [.. (await CollectAsync(container.ListObjectsAsync(folder, delimiter, pageSize, maxItems, cancellationToken: Token))).Select(blob => blob.Name)];
}

using System.Net;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

[Collection<RunsAlone>]
public sealed class BlobFolderTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task A_folder_is_downloaded_with_its_nesting_and_nothing_beside_it()
    {
        await PutAsync("base/day/a", "base/day/deep/er/b", "base/day/marker/", "base/day-old/c", "base/day2");
        string target = Folder.Combine("target");

        (await Container("base").DownloadFolderToPathAsync("day", target, cancellationToken: Token)).ShouldBe(target);

        Files(target).ShouldBe(["a", "deep/er/b"]);
        (await File.ReadAllTextAsync(Path.Combine(target, "deep/er/b"), Token)).ShouldBe("base/day/deep/er/b");
    }

    [Fact]
    public async Task Folders_of_Data_Lake_Storage_are_no_files()
    {
        BlobSettings folder = new() { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["hdi_isfolder"] = "true" } };
        await Container().WithTransfer(Quick with { Blobs = folder }).WritePathAsync("f/sub", default, Token);
        await PutAsync("f/sub/a", "f/marker/");

        BlobPullResult pulled = await BlobSteps.PullFromAzureBlobStorageAsync(Name, "f", Credentials(), Folder.Combine("target"), Token);

        Files(pulled.Directory).ShouldBe(["sub/a"]);
    }

    [Theory]
    [InlineData("f/../../escaped")]
    [InlineData("f//absolute")]
    [InlineData("f/a\\..\\..\\escaped")]
    [InlineData("f/C:/escaped")]
    [InlineData("f/./a")]
    [InlineData("f/sub/../../../escaped")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(Fault.Answer(
            HttpStatusCode.OK,
            $"<EnumerationResults><Blobs><Blob><Name>{name}</Name><Properties><Content-Length>1</Content-Length></Properties></Blob></Blobs><NextMarker/></EnumerationResults>",
            "application/xml"));

        UnsafePathException exception = await Should.ThrowAsync<UnsafePathException>(
            () => Container(endpoint: proxy.Endpoint).DownloadFolderToPathAsync("f", Folder.Combine("target"), cancellationToken: Token));

        exception.Name.ShouldBe(name["f/".Length..]);
        proxy.Requests.Count.ShouldBe(1);
        Files(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_without_files_uploads_nothing_and_says_so()
    {
        using CapturedLog log = new();
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            Directory.CreateDirectory(Folder.Combine("empty/sub"));
            (await Container("base").UploadFromFolderAsync(Folder.Combine("empty"), "to", cancellationToken: Token)).ShouldBe("base/to");
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        log.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("nothing was uploaded", StringComparison.Ordinal)).ShouldBe(1);
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_is_uploaded_with_its_nesting()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/deep/b.txt", "22");
        ProgressRecord progress = new();

        await Container("base").UploadFromFolderAsync(Folder.Combine("src"), "to/", progress, Token);

        (await NamesAsync()).ShouldBe(["base/to/a.txt", "base/to/deep/b.txt"]);
        progress.Reports[^1].BytesTransferred.ShouldBe(3);
        progress.Reports[^1].FilesTransferred.ShouldBe(2);
    }

    [Fact]
    public async Task Putting_a_directory_leaves_out_what_is_ignored_replaces_and_counts_the_rest()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/b.log", "2");
        Folder.WriteFile("src/deep/c.log", "3");
        Folder.WriteFile("src/deep/d.txt", "4");
        string ignore = Folder.WriteFile(".ignore", "# logs\n*.log\n");

        (await Container("base").PutDirectoryAsync(Folder.Combine("src"), "code", ignore, Token)).ShouldBe(2);
        (await Container("base").PutDirectoryAsync(Folder.Combine("src"), "code", ignore, Token)).ShouldBe(2);

        (await NamesAsync()).ShouldBe(["base/code/a.txt", "base/code/deep/d.txt"]);
        await Should.ThrowAsync<FileNotFoundException>(() => Container().PutDirectoryAsync(Folder.Combine("src"), ignoreFile: Folder.Combine("no-file"), cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_pushed_can_be_pulled_elsewhere()
    {
        Folder.WriteFile("src/flow.py", "1");
        Folder.WriteFile("src/lib/x.py", "2");
        Folder.WriteFile("src/secret.env", "3");
        Folder.WriteFile("src/.prefectignore", "*.env\n");
        await PutAsync("code-old/y.py");

        AzureBlobStorageCredentials both = Credentials() with { AccountUrl = "https://elsewhere.blob.core.windows.net", ClientId = "half of a principal" };
        (await BlobSteps.PushToAzureBlobStorageAsync(Name, "code", both, localFolder: Folder.Combine("src"), cancellationToken: Token))
            .ShouldBe(new BlobPushResult(Name, "code"));
        BlobPullResult pulled = await BlobSteps.PullFromAzureBlobStorageAsync(Name, "code", Credentials(), Folder.Combine("dst"), Token);

        pulled.Directory.ShouldBe(Folder.Combine("dst"));
        Files(pulled.Directory).ShouldBe([".prefectignore", "flow.py", "lib/x.py"]);
        await Should.ThrowAsync<ArgumentException>(() => BlobSteps.PushToAzureBlobStorageAsync(Name, "code", new AzureBlobStorageCredentials(), cancellationToken: Token));
    }

    [Fact]
    public async Task A_bundle_goes_and_comes_back()
    {
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        await Credentials().SaveAsync("lake", cancellationToken: Token);
        string file = Folder.WriteFile("flow.bundle", "content");

        BlobBundleUpload upload = await BlobBundles.UploadBundleToAzureBlobStorageAsync(file, Name, "runs/7.bundle", "lake", Token);
        await BlobBundles.UploadBundleToAzureBlobStorageAsync(file, Name, "runs/7.bundle", "lake", Token);
        BlobBundleDownload download = await BlobBundles.DownloadBundleFromAzureBlobStorageAsync(Name, upload.Key, "lake", Folder.Combine("new"), Token);

        upload.ShouldBe(new BlobBundleUpload(Name, "runs/7.bundle"));
        (await File.ReadAllTextAsync(download.LocalPath, Token)).ShouldBe("content");
        (await Should.ThrowAsync<ArgumentException>(() => BlobBundles.UploadBundleToAzureBlobStorageAsync(Folder.Combine("none"), Name, "k", "lake", Token)))
            .Message.ShouldContain("none");
        await Should.ThrowAsync<BlockNotFoundException>(() => BlobBundles.UploadBundleToAzureBlobStorageAsync(file, Name, "k", "unknown", Token));
        await Should.ThrowAsync<AzureException>(() => BlobBundles.DownloadBundleFromAzureBlobStorageAsync(Name, "missing", "lake", Folder.Path, Token));
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
            : [];
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

[Collection<RunsAlone>]
public sealed class GcsFolderTests(GcsServer server) : GcsTest(server)
{
    [Fact]
    public async Task A_folder_is_downloaded_with_its_nesting_and_nothing_beside_it()
    {
        await PutAsync("base/day/a", "base/day/deep/er/b", "base/day/marker/", "base/day-old/c", "base/day2");
        string target = Folder.Combine("target");

        (await Bucket("base").DownloadFolderToPathAsync("day", target, cancellationToken: Token)).ShouldBe(target);

        Files(target).ShouldBe(["a", "deep/er/b"]);
        (await File.ReadAllTextAsync(Path.Combine(target, "deep/er/b"), Token)).ShouldBe("base/day/deep/er/b");
    }

    [Fact]
    public async Task Getting_a_directory_gives_the_paths_of_its_files()
    {
        await PutAsync("base/b", "base/a/c", "base/marker/", "other/d");

        (await Bucket("base").GetDirectoryAsync(localPath: Folder.Combine("all"), cancellationToken: Token))
            .ShouldBe([Folder.Combine("all/a/c"), Folder.Combine("all/b")]);
        (await Bucket("base").GetDirectoryAsync("a", Folder.Combine("one"), Token)).ShouldBe([Folder.Combine("one/c")]);
        (await Bucket("base").GetDirectoryAsync("none", Folder.Combine("none"), Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("f/../../escaped")]
    [InlineData("f//absolute")]
    [InlineData("f/a\\..\\..\\escaped")]
    [InlineData("f/C:/escaped")]
    [InlineData("f/./a")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        JsonObject page = new() { ["items"] = new JsonArray(new JsonObject { ["name"] = name, ["bucket"] = Name, ["size"] = "1" }) };
        proxy.Inject(Fault.Answer(HttpStatusCode.OK, page.ToJsonString(), "application/json"));

        UnsafePathException exception = await Should.ThrowAsync<UnsafePathException>(
            () => Bucket(endpoint: proxy.Endpoint).DownloadFolderToPathAsync("f", Folder.Combine("target"), cancellationToken: Token));

        exception.Name.ShouldBe(name["f/".Length..]);
        proxy.Requests.Count.ShouldBe(1);
        Files(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_without_files_moves_nothing_and_says_so()
    {
        using CapturedLog log = new();
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            Directory.CreateDirectory(Folder.Combine("empty/sub"));
            (await Bucket("base").UploadFromFolderAsync(Folder.Combine("empty"), "to", cancellationToken: Token)).ShouldBe("base/to");
            (await Bucket("base").DownloadFolderToPathAsync("nothing", Folder.Combine("target"), cancellationToken: Token)).ShouldBe(Folder.Combine("target"));
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        log.Entries.Count(static entry => entry.Level == LogLevel.Warning && entry.Message.Contains("nothing was uploaded", StringComparison.Ordinal)).ShouldBe(1);
        log.Entries.Count(static entry => entry.Level == LogLevel.Warning && entry.Message.Contains("base/nothing", StringComparison.Ordinal)).ShouldBe(1);
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_is_uploaded_with_its_nesting()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/deep/b.csv", "22");
        List<TransferProgress> reports = [];

        (await Bucket("base").UploadFromFolderAsync(Folder.Combine("src"), "to/", new Recorder(reports), Token)).ShouldBe("base/to");

        (await NamesAsync()).ShouldBe(["base/to/a.txt", "base/to/deep/b.csv"]);
        reports[^1].BytesTransferred.ShouldBe(3);
        reports[^1].FilesTransferred.ShouldBe(2);
        (await Bucket().Connect().FindAsync("base/to/deep/b.csv", Token))!.ContentType.ShouldBe("text/csv");
        (await Should.ThrowAsync<ArgumentException>(() => Bucket().UploadFromFolderAsync(Folder.Combine("src/a.txt"), cancellationToken: Token))).Message.ShouldContain("is a file");
        await Should.ThrowAsync<DirectoryNotFoundException>(() => Bucket().UploadFromFolderAsync(Folder.Combine("none"), cancellationToken: Token));
    }

    [Fact]
    public async Task Putting_a_directory_leaves_out_what_is_ignored_replaces_and_counts_the_rest()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/b.log", "2");
        Folder.WriteFile("src/deep/c.log", "3");
        Folder.WriteFile("src/deep/d.txt", "4");
        string ignore = Folder.WriteFile(".ignore", "# logs\n*.log\n");
        GcsBucket careful = Bucket("base").WithTransfer(Quick(Server.Endpoint) with { Overwrite = false });

        (await careful.PutDirectoryAsync(Folder.Combine("src"), "code", ignore, Token)).ShouldBe(2);
        (await careful.PutDirectoryAsync(Folder.Combine("src"), "code", ignore, Token)).ShouldBe(2);
        (await careful.PutDirectoryAsync(Folder.Combine("src/deep"), cancellationToken: Token)).ShouldBe(2);

        (await NamesAsync()).ShouldBe(["base/c.log", "base/code/a.txt", "base/code/deep/d.txt", "base/d.txt"]);
        await Should.ThrowAsync<FileNotFoundException>(() => Bucket().PutDirectoryAsync(Folder.Combine("src"), ignoreFile: Folder.Combine("no-file"), cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_pushed_can_be_pulled_elsewhere()
    {
        using IDisposable scope = GcpAccess.Use(AccessTo(Server.Endpoint));
        Folder.WriteFile("src/flow.py", "1");
        Folder.WriteFile("src/lib/x.py", "2");
        Folder.WriteFile("src/secret.env", "3");
        Folder.WriteFile("src/.prefectignore", "*.env\n");
        await PutAsync("code-old/y.py", "code/marker/");

        GcsPushResult pushed = await GcsSteps.PushToGcsAsync(Name, "code", project: "anything", localFolder: Folder.Combine("src"), cancellationToken: Token);
        GcsPullResult pulled = await GcsSteps.PullFromGcsAsync(Name, "code", credentials: new GcpCredentials(), localFolder: Folder.Combine("dst"), cancellationToken: Token);

        pushed.ShouldBe(new GcsPushResult(Name, "code"));
        pulled.ShouldBe(new GcsPullResult(Name, "code", Folder.Combine("dst")));
        Files(pulled.Directory).ShouldBe([".prefectignore", "flow.py", "lib/x.py"]);
        await Should.ThrowAsync<ArgumentException>(() => GcsSteps.PushToGcsAsync("", "code", cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => GcsSteps.PullFromGcsAsync(Name, null!, cancellationToken: Token));
    }

    [Fact]
    public async Task A_bundle_goes_and_comes_back_with_the_files_that_it_names()
    {
        using IDisposable access = GcpAccess.Use(AccessTo(Server.Endpoint));
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        await new GcpCredentials { Project = "p" }.SaveAsync("lake", cancellationToken: Token);
        string file = Folder.WriteFile("flow.bundle", """{"function":"…","files_key":"runs/files/7.zip"}""");
        await PutAsync("runs/files/7.zip");

        GcsBundleUpload upload = await GcsBundles.UploadBundleToGcsAsync(file, Name, "runs/7.bundle", "lake", Token);
        GcsBundleDownload download = await GcsBundles.DownloadBundleFromGcsAsync(Name, upload.Key, "lake", Folder.Combine("new"), Token);

        upload.ShouldBe(new GcsBundleUpload(Name, "runs/7.bundle"));
        download.ShouldBe(new GcsBundleDownload(Folder.Combine("new/7.bundle"), Folder.Combine("new/7.zip")));
        (await File.ReadAllTextAsync(download.FilesPath!, Token)).ShouldBe("runs/files/7.zip");
        (await GcsBundles.UploadBundleToGcsAsync(Folder.WriteFile("plain", "no document"), Name, cancellationToken: Token)).Key.ShouldBe("plain");
        (await GcsBundles.DownloadBundleFromGcsAsync(Name, "plain", outputDir: Folder.Combine("new"), cancellationToken: Token)).FilesPath.ShouldBeNull();
    }

    [Fact]
    public async Task A_bundle_and_its_files_do_not_replace_each_other()
    {
        using IDisposable access = GcpAccess.Use(AccessTo(Server.Endpoint));
        string content = """{"files_key":"files/7"}""";
        string file = Folder.WriteFile("flow.bundle", content);
        await PutAsync("files/7");
        await GcsBundles.UploadBundleToGcsAsync(file, Name, "runs/7", cancellationToken: Token);

        GcsBundleDownload download = await GcsBundles.DownloadBundleFromGcsAsync(Name, "runs/7", outputDir: Folder.Combine("new"), cancellationToken: Token);

        (await File.ReadAllTextAsync(download.LocalPath, Token)).ShouldBe(content);
        (await File.ReadAllTextAsync(download.FilesPath!, Token)).ShouldBe("files/7");
    }

    [Fact]
    public async Task A_bundle_that_cannot_be_moved_is_refused()
    {
        using IDisposable access = GcpAccess.Use(AccessTo(Server.Endpoint));
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        string file = Folder.WriteFile("flow.bundle", "x");

        (await Should.ThrowAsync<ArgumentException>(() => GcsBundles.UploadBundleToGcsAsync(Folder.Combine("none"), Name, cancellationToken: Token))).Message.ShouldContain("none");
        await Should.ThrowAsync<BlockNotFoundException>(() => GcsBundles.UploadBundleToGcsAsync(file, Name, "k", "unknown", Token));
        await Should.ThrowAsync<ArgumentException>(() => GcsBundles.DownloadBundleFromGcsAsync(Name, "folder/", cancellationToken: Token));
        await Should.ThrowAsync<UnsafePathException>(() => GcsBundles.DownloadBundleFromGcsAsync(Name, "folder/..", outputDir: Folder.Path, cancellationToken: Token));
        (await Should.ThrowAsync<GcpException>(() => GcsBundles.DownloadBundleFromGcsAsync(Name, "missing", cancellationToken: Token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
            : [];
}

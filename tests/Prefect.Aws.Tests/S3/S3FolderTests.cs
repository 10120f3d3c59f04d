using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

[Collection<RunsAlone>]
public sealed class S3FolderTests(MotoServer moto) : S3Test(moto)
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
    public async Task A_folder_that_is_empty_gives_nothing()
    {
        (await Bucket().DownloadFolderToPathAsync("nothing", Folder.Combine("target"), cancellationToken: Token)).ShouldBe(Folder.Combine("target"));

        Files(Folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("f/../../escaped")]
    [InlineData("f//absolute")]
    [InlineData("f/a\\..\\..\\escaped")]
    [InlineData("f/C:/escaped")]
    [InlineData("f/./a")]
    [InlineData("f/sub/../../../escaped")]
    public async Task A_key_that_leads_out_of_the_folder_is_refused_by_name(string key)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(
                System.Net.HttpStatusCode.OK,
                $"""<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>{key}</Key><Size>1</Size></Contents></ListBucketResult>""",
                "application/xml"),
            request => request.Query.Contains("list-type=2", StringComparison.Ordinal));

        UnsafePathException exception = await Should.ThrowAsync<UnsafePathException>(
            () => Bucket(endpoint: proxy.Endpoint).DownloadFolderToPathAsync("f", Folder.Combine("target"), cancellationToken: Token));

        exception.Name.ShouldBe(key["f/".Length..]);
        exception.Message.ShouldContain(exception.Name);
        proxy.Requests.Count.ShouldBe(1);
        Files(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_the_target_is_not_followed_out_of_it()
    {
        await PutAsync("f/link/a");
        string outside = Directory.CreateDirectory(Folder.Combine("outside")).FullName;
        string target = Directory.CreateDirectory(Folder.Combine("target")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(target, "link"), outside);

        await Should.ThrowAsync<UnsafePathException>(() => Bucket().DownloadFolderToPathAsync("f", target, cancellationToken: Token));

        Directory.GetFiles(outside).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_downloaded_as_nothing_and_said_so()
    {
        using CapturedLog log = new();
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            await PutAsync("there/a");

            (await Bucket("not").DownloadFolderToPathAsync("there", Folder.Combine("d"), cancellationToken: Token)).ShouldBe(Folder.Combine("d"));
            await Bucket().GetDirectoryAsync("absent", Folder.Combine("d"), Token);
            await S3Steps.PullFromS3Async(Name, "nowhere", Credentials(), localFolder: Folder.Combine("d"), cancellationToken: Token);
            await Bucket().GetDirectoryAsync("there", Folder.Combine("d"), Token);
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        string[] warnings = [.. log.Entries.Where(entry => entry.Level == LogLevel.Warning && entry.Message.Contains(Name, StringComparison.Ordinal)).Select(entry => entry.Message)];
        warnings.Length.ShouldBe(3);
        warnings[0].ShouldContain("'not/there/'");
        warnings[1].ShouldContain("'absent/'");
        warnings[2].ShouldContain("'nowhere/'");
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

            (await Bucket("base").UploadFromFolderAsync(Folder.Combine("empty"), "to", cancellationToken: Token)).ShouldBe("to");
            (await Bucket("base").UploadFromFolderAsync(Folder.Combine("empty"), cancellationToken: Token)).ShouldBeNull();
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        log.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Message.Contains(Folder.Path, StringComparison.Ordinal)).ShouldBe(2);
        (await KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_is_uploaded_with_its_nesting()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/deep/b.txt", "22");
        ProgressRecord progress = new();

        await Bucket("base").UploadFromFolderAsync(Folder.Combine("src"), "to/", progress, Token);

        (await KeysAsync()).ShouldBe(["base/to/a.txt", "base/to/deep/b.txt"]);
        progress.Reports[^1].BytesTransferred.ShouldBe(3);
        progress.Reports[^1].FilesTransferred.ShouldBe(2);
    }

    [Fact]
    public async Task Putting_a_directory_leaves_out_what_is_ignored_and_counts_the_rest()
    {
        Folder.WriteFile("src/a.txt", "1");
        Folder.WriteFile("src/b.log", "2");
        Folder.WriteFile("src/deep/c.log", "3");
        Folder.WriteFile("src/deep/d.txt", "4");
        string ignore = Folder.WriteFile(".ignore", "# logs\n*.log\n");

        (await Bucket("base").PutDirectoryAsync(Folder.Combine("src"), "code", ignore, Token)).ShouldBe(2);

        (await KeysAsync()).ShouldBe(["base/code/a.txt", "base/code/deep/d.txt"]);
    }

    [Fact]
    public async Task A_folder_named_like_the_buckets_own_is_not_merged_into_it()
    {
        Folder.WriteFile("project/a.py", "outer");
        Folder.WriteFile("project/base/a.py", "inner");

        await Bucket("base").PutDirectoryAsync(Folder.Combine("project"), cancellationToken: Token);

        (await KeysAsync()).ShouldBe(["base/a.py", "base/base/a.py"]);
    }

    [Fact]
    public async Task Getting_a_directory_takes_the_path_as_it_is()
    {
        await PutAsync("base/a", "base/deep/b", "base/marker/", "baseline/c");

        await Bucket("base").GetDirectoryAsync(localPath: Folder.Combine("own"), cancellationToken: Token);
        await Bucket("base").GetDirectoryAsync("base/deep", Folder.Combine("given"), Token);

        Files(Folder.Combine("own")).ShouldBe(["a", "deep/b"]);
        Files(Folder.Combine("given")).ShouldBe(["b"]);
    }

    [Fact]
    public async Task What_is_pushed_can_be_pulled_elsewhere()
    {
        Folder.WriteFile("src/flow.py", "1");
        Folder.WriteFile("src/lib/x.py", "2");
        Folder.WriteFile("src/secret.env", "3");
        Folder.WriteFile("src/.prefectignore", "*.env\n");
        await PutAsync("code-old/y.py");

        (await S3Steps.PushToS3Async(Name, "code", Credentials(), localFolder: Folder.Combine("src"), cancellationToken: Token))
            .ShouldBe(new S3PushResult(Name, "code"));
        S3PullResult pulled = await S3Steps.PullFromS3Async(Name, "code", Credentials(), localFolder: Folder.Combine("dst"), cancellationToken: Token);

        pulled.Directory.ShouldBe(Folder.Combine("dst"));
        Files(pulled.Directory).ShouldBe([".prefectignore", "flow.py", "lib/x.py"]);
    }

    [Fact]
    public async Task The_first_failure_ends_a_folder()
    {
        await PutAsync("f/a", "f/b", "f/c");
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(System.Net.HttpStatusCode.Forbidden, "<Error><Code>AccessDenied</Code></Error>", "application/xml"),
            request => request.Path.EndsWith("/b", StringComparison.Ordinal), times: int.MaxValue);

        (await Should.ThrowAsync<AwsException>(() => Bucket(endpoint: proxy.Endpoint).DownloadFolderToPathAsync("f", Folder.Combine("t"), cancellationToken: Token)))
            .Message.ShouldContain("f/b");

        File.Exists(Folder.Combine("t/b")).ShouldBeFalse();
        Directory.GetFiles(Folder.Path, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
            : [];
}

using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>What every object store must do.</summary>
public abstract class ObjectStorageConformance
{
    /// <summary>A size above the part size of every store, and no multiple of one.</summary>
    private const int SeveralParts = (20 * 1024 * 1024) + 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the upload of a folder gives that went to the whole store; null unless a suite says otherwise.</summary>
    protected virtual string? WholeStore => null;

    /// <summary>An empty store of its own for the present test.</summary>
    protected abstract Task<IObjectStorage> CreateAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(SeveralParts)]
    public async Task File_comes_back_as_it_was_uploaded(int size)
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory folder = new();
        byte[] content = TestBytes.Make(size);
        string source = Path.Combine(folder.Path, "source.bin");
        string target = Path.Combine(folder.Path, "sub", "target.bin");
        await File.WriteAllBytesAsync(source, content, Cancellation);

        await storage.UploadFromPathAsync(source, "a/object.bin", cancellationToken: Cancellation);
        string path = await storage.DownloadObjectToPathAsync("a/object.bin", target, cancellationToken: Cancellation);

        path.ShouldBe(target);
        (await File.ReadAllBytesAsync(target, Cancellation)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!).ShouldBe([target]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    [InlineData(SeveralParts)]
    public async Task Stream_that_cannot_seek_comes_back_as_it_was_uploaded(int size)
    {
        IObjectStorage storage = await CreateAsync();
        byte[] content = TestBytes.Make(size);
        await using ForwardOnlyStream source = new(content);
        using MemoryStream target = new();

        await storage.UploadFromStreamAsync(source, "stream.bin", cancellationToken: Cancellation);
        Stream given = await storage.DownloadObjectToStreamAsync("stream.bin", target, cancellationToken: Cancellation);

        given.ShouldBeSameAs(target);
        source.IsDisposed.ShouldBeFalse();
        target.ToArray().AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task Folder_comes_back_as_it_was_uploaded()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory source = new();
        using TemporaryDirectory target = new();
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            ["a.txt"] = TestBytes.Make(10),
            ["sub/with space.txt"] = TestBytes.Make(20),
            ["sub/deep/ünïcødé 文件.bin"] = TestBytes.Make(3000),
            ["empty"] = [],
        };
        foreach ((string name, byte[] content) in files)
        {
            string path = Path.Combine(source.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, Cancellation);
        }

        (await storage.UploadFromFolderAsync(source.Path, "folder", cancellationToken: Cancellation)).ShouldBe("folder");
        string given = await storage.DownloadFolderToPathAsync("folder", target.Path, cancellationToken: Cancellation);

        given.ShouldBe(target.Path);
        string[] found = [.. Directory.EnumerateFiles(target.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(target.Path, file).Replace('\\', '/'))];
        found.ShouldBe(files.Keys, ignoreOrder: true);
        foreach ((string name, byte[] content) in files)
        {
            (await File.ReadAllBytesAsync(Path.Combine(target.Path, name), Cancellation)).ShouldBe(content);
        }
    }

    [Fact]
    public async Task Sibling_of_a_folder_is_not_downloaded_with_it()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory target = new();
        await UploadAsync(storage, "data/in.txt");
        await UploadAsync(storage, "data-old/out.txt");

        await storage.DownloadFolderToPathAsync("data", target.Path, cancellationToken: Cancellation);

        Directory.EnumerateFiles(target.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["in.txt"]);
    }

    [Fact]
    public async Task Empty_folder_uploads_nothing_and_gives_the_argument()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory source = new();
        (await storage.UploadFromFolderAsync(source.Path, "target", cancellationToken: Cancellation)).ShouldBe("target");
        (await storage.UploadFromFolderAsync(source.Path, cancellationToken: Cancellation)).ShouldBe(WholeStore);
    }

    [Fact]
    public async Task Download_of_what_is_not_there_names_it_and_leaves_no_file()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory folder = new();
        string target = Path.Combine(folder.Path, "target.bin");

        BlockException exception = await Should.ThrowAsync<BlockException>(
            () => storage.DownloadObjectToPathAsync("no/such.bin", target, cancellationToken: Cancellation));

        exception.Message.ShouldContain("no/such.bin");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_download_leaves_the_file_that_was_there()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory folder = new();
        string target = Path.Combine(folder.Path, "target.bin");
        await File.WriteAllTextAsync(target, "kept", Cancellation);

        await Should.ThrowAsync<BlockException>(
            () => storage.DownloadObjectToPathAsync("no/such.bin", target, cancellationToken: Cancellation));

        (await File.ReadAllTextAsync(target, Cancellation)).ShouldBe("kept");
    }

    [Fact]
    public async Task Upload_of_a_file_that_is_not_there_names_it()
    {
        IObjectStorage storage = await CreateAsync();
        Exception exception = await Should.ThrowAsync<IOException>(
            () => storage.UploadFromPathAsync("/no/such/file.bin", "x", cancellationToken: Cancellation));
        exception.Message.ShouldContain("file.bin");
    }

    [Fact]
    public async Task Progress_grows_to_the_total()
    {
        IObjectStorage storage = await CreateAsync();
        ProgressRecord uploaded = new();
        ProgressRecord downloaded = new();
        await storage.UploadFromStreamAsync(new MemoryStream(TestBytes.Make(SeveralParts)), "big.bin", uploaded, Cancellation);
        await storage.DownloadObjectToStreamAsync("big.bin", Stream.Null, downloaded, Cancellation);

        uploaded.ShouldGrowTo(SeveralParts);
        downloaded.ShouldGrowTo(SeveralParts);
    }

    [Fact]
    public async Task Cancelled_token_ends_every_transfer_and_leaves_no_file()
    {
        IObjectStorage storage = await CreateAsync();
        using TemporaryDirectory folder = new();
        await UploadAsync(storage, "there.txt");
        string target = Path.Combine(folder.Path, "target.txt");
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => storage.DownloadObjectToPathAsync("there.txt", target, cancellationToken: cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(
            () => storage.UploadFromStreamAsync(new MemoryStream([1]), "x", cancellationToken: cancelled.Token));
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sync_twins_do_the_same()
    {
        IObjectStorage storage = await CreateAsync();
        byte[] content = TestBytes.Make(1000);
        using MemoryStream target = new();
        storage.UploadFromStream(new MemoryStream(content), "sync.bin", cancellationToken: Cancellation);
        storage.DownloadObjectToStream("sync.bin", target, cancellationToken: Cancellation);
        target.ToArray().ShouldBe(content);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Paths_must_be_given(string? path)
    {
        IObjectStorage storage = await CreateAsync();
        await Should.ThrowAsync<ArgumentException>(async () => await storage.DownloadObjectToPathAsync(path!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await storage.DownloadObjectToStreamAsync(path!, Stream.Null, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await storage.UploadFromPathAsync(path!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await storage.UploadFromStreamAsync(Stream.Null, path!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await storage.UploadFromFolderAsync(path!, cancellationToken: Cancellation));
    }

    private static Task<string> UploadAsync(IObjectStorage storage, string path) =>
        storage.UploadFromStreamAsync(new MemoryStream("text"u8.ToArray()), path, cancellationToken: Cancellation);
}

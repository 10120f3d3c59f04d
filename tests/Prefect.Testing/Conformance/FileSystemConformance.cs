using System.Text;
using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>What every block that keeps files by path must do.</summary>
public abstract class FileSystemConformance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty file system of its own for the present test.</summary>
    protected abstract IWritableFileSystem Create();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Content_comes_back_as_it_was_written(int size)
    {
        IWritableFileSystem files = Create();
        byte[] content = TestBytes.Make(size);
        await files.WritePathAsync("folder/data.bin", content, Cancellation);
        (await files.ReadPathAsync("folder/data.bin", Cancellation)).ShouldBe(content);
    }

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("deep/er/and/deeper.txt")]
    [InlineData("with space.txt")]
    [InlineData("ünïcødé/文件.txt")]
    [InlineData("100%+sure#1?.txt")]
    public async Task Any_ordinary_name_can_be_used(string path)
    {
        IWritableFileSystem files = Create();
        await files.WritePathAsync(path, Encoding.UTF8.GetBytes(path), Cancellation);
        Encoding.UTF8.GetString(await files.ReadPathAsync(path, Cancellation)).ShouldBe(path);
    }

    [Fact]
    public async Task Second_write_replaces_the_first()
    {
        IWritableFileSystem files = Create();
        await files.WritePathAsync("a.txt", "a longer first text"u8.ToArray(), Cancellation);
        await files.WritePathAsync("a.txt", "second"u8.ToArray(), Cancellation);
        (await files.ReadPathAsync("a.txt", Cancellation)).ShouldBe("second"u8.ToArray());
    }

    [Fact]
    public async Task Path_that_a_write_gives_can_be_read()
    {
        IWritableFileSystem files = Create();
        string written = await files.WritePathAsync("folder/a.txt", "text"u8.ToArray(), Cancellation);
        (await files.ReadPathAsync(written, Cancellation)).ShouldBe("text"u8.ToArray());
    }

    [Fact]
    public async Task Sync_twins_do_the_same()
    {
        IWritableFileSystem files = Create();
        files.WritePath("sync.txt", "sync"u8.ToArray(), Cancellation);
        files.ReadPath("sync.txt", Cancellation).ShouldBe("sync"u8.ToArray());
        (await files.ReadPathAsync("sync.txt", Cancellation)).ShouldBe("sync"u8.ToArray());
    }

    [Fact]
    public async Task Reading_what_is_not_there_names_it()
    {
        IWritableFileSystem files = Create();
        Exception exception = await Should.ThrowAsync<Exception>(() => files.ReadPathAsync("missing/file.txt", Cancellation));
        exception.ShouldNotBeOfType<NullReferenceException>();
        exception.Message.ShouldContain("file.txt");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Path_must_be_given(string? path)
    {
        IWritableFileSystem files = Create();
        await Should.ThrowAsync<ArgumentException>(async () => await files.ReadPathAsync(path!, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await files.WritePathAsync(path!, "x"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task Cancelled_token_ends_calls_before_they_start()
    {
        IWritableFileSystem files = Create();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await files.WritePathAsync("a.txt", "x"u8.ToArray(), cancelled.Token));
        await files.WritePathAsync("a.txt", "x"u8.ToArray(), Cancellation);
        await Should.ThrowAsync<OperationCanceledException>(async () => await files.ReadPathAsync("a.txt", cancelled.Token));
    }

    [Fact]
    public async Task Directory_goes_there_and_comes_back_without_what_is_ignored()
    {
        IWritableFileSystem files = Create();
        if (files is not IDeploymentStorage storage)
        {
            return;
        }

        using TemporaryDirectory source = new();
        using TemporaryDirectory target = new();
        string ignoreFile = Path.Combine(source.Path, ".ignored");
        await WriteTreeAsync(source.Path);
        await File.WriteAllTextAsync(ignoreFile, "*.log\nbuild/\n.ignored\n", Cancellation);

        int count = await storage.PutDirectoryAsync(source.Path, "code", ignoreFile, Cancellation);
        await storage.GetDirectoryAsync(DirectoryInStorage("code"), target.Path, Cancellation);

        count.ShouldBe(2);
        Directory.EnumerateFiles(target.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(target.Path, file).Replace('\\', '/'))
            .ShouldBe(["flow.txt", "lib/ünï.txt"], ignoreOrder: true);
        (await File.ReadAllTextAsync(Path.Combine(target.Path, "lib", "ünï.txt"), Cancellation)).ShouldBe("library");
    }

    /// <summary>What <c>GetDirectory</c> wants for a folder that <c>PutDirectory</c> wrote; the same unless a suite says otherwise.</summary>
    /// <param name="folder">The folder as it was given to <c>PutDirectory</c>.</param>
    protected virtual string DirectoryInStorage(string folder) => folder;

    private static async Task WriteTreeAsync(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "lib"));
        Directory.CreateDirectory(Path.Combine(folder, "build"));
        await File.WriteAllTextAsync(Path.Combine(folder, "flow.txt"), "flow", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "lib", "ünï.txt"), "library", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "debug.log"), "noise", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "build", "out.txt"), "output", Cancellation);
    }
}

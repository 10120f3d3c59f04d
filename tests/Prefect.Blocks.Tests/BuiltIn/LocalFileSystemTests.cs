using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.BuiltIn;

public sealed class LocalFileSystemTests : BlockConformance<LocalFileSystem>
{
    protected override LocalFileSystem Valid => new() { Basepath = "/srv/data" };

    protected override IReadOnlyList<string> Canaries => [];

    protected override JsonObject Golden => GoldenBlockTypes.Get("local-file-system");

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("..\\x")]
    [InlineData("a\\..\\..\\x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\win.ini")]
    [InlineData("nul\0byte")]
    public async Task No_path_leaves_the_folder(string path)
    {
        using TemporaryDirectory folder = new();
        LocalFileSystem files = new() { Basepath = folder.Path };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await Should.ThrowAsync<ArgumentException>(async () => await files.ReadPathAsync(path, cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await files.WritePathAsync(path, "x"u8.ToArray(), cancellation));
        Should.Throw<ArgumentException>(() => files.WritePath(path, "x"u8.ToArray(), cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await files.PutDirectoryAsync(folder.Path, path, cancellationToken: cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await files.GetDirectoryAsync(path, folder.Path, cancellation));
    }

    [Fact]
    public async Task Link_inside_the_folder_does_not_lead_out()
    {
        using TemporaryDirectory folder = new();
        using TemporaryDirectory outside = new();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "door"), outside.Path);
        LocalFileSystem files = new() { Basepath = folder.Path };
        await Should.ThrowAsync<ArgumentException>(
            async () => await files.WritePathAsync("door/x.txt", "x"u8.ToArray(), TestContext.Current.CancellationToken));
        Directory.EnumerateFileSystemEntries(outside.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sibling_folder_of_like_name_is_outside()
    {
        using TemporaryDirectory parent = new();
        string folder = Directory.CreateDirectory(Path.Combine(parent.Path, "foo")).FullName;
        string sibling = Directory.CreateDirectory(Path.Combine(parent.Path, "foobar")).FullName;
        await Should.ThrowAsync<ArgumentException>(async () => await new LocalFileSystem { Basepath = folder }
            .WritePathAsync(Path.Combine(sibling, "x.txt"), "x"u8.ToArray(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Absolute_path_inside_the_folder_can_be_used()
    {
        using TemporaryDirectory folder = new();
        LocalFileSystem files = new() { Basepath = folder.Path };
        string path = Path.Combine(folder.Path, "a.txt");
        (await files.WritePathAsync(path, "a"u8.ToArray(), TestContext.Current.CancellationToken)).ShouldBe(path);
    }

    [Fact]
    public async Task Folder_can_be_copied_into_itself_once()
    {
        using TemporaryDirectory folder = new();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        LocalFileSystem files = new() { Basepath = folder.Path };
        await files.WritePathAsync("a.txt", "a"u8.ToArray(), cancellation);
        (await files.PutDirectoryAsync(folder.Path, "copy", cancellationToken: cancellation)).ShouldBe(1);
        (await files.PutDirectoryAsync(folder.Path, cancellationToken: cancellation)).ShouldBe(0);
        (await files.ReadPathAsync("copy/a.txt", cancellation)).ShouldBe("a"u8.ToArray());
        Directory.Exists(Path.Combine(folder.Path, "copy", "copy")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ignore_file_of_the_source_counts_when_a_directory_is_fetched()
    {
        using TemporaryDirectory folder = new();
        using TemporaryDirectory target = new();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        LocalFileSystem files = new() { Basepath = folder.Path };
        await files.WritePathAsync(".prefectignore", "*.log\n.prefectignore\n"u8.ToArray(), cancellation);
        await files.WritePathAsync("a.log", "a"u8.ToArray(), cancellation);
        await files.WritePathAsync("a.txt", "a"u8.ToArray(), cancellation);
        await files.GetDirectoryAsync(localPath: target.Path, cancellationToken: cancellation);
        Directory.EnumerateFiles(target.Path).Select(Path.GetFileName).ShouldBe(["a.txt"]);
    }

    [Fact]
    public async Task Folder_is_told_from_a_file()
    {
        using TemporaryDirectory folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "sub"));
        LocalFileSystem files = new() { Basepath = folder.Path };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        (await Should.ThrowAsync<IOException>(async () => await files.ReadPathAsync("sub", cancellation))).Message.ShouldContain("is a folder");
        (await Should.ThrowAsync<IOException>(async () => await files.WritePathAsync("sub", "x"u8.ToArray(), cancellation))).Message.ShouldContain("is a folder");
    }

    [Fact]
    public async Task Check_tells_a_folder_that_is_there_from_one_that_is_not()
    {
        using TemporaryDirectory folder = new();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        (await new LocalFileSystem { Basepath = folder.Path }.CheckAsync(cancellation)).Succeeded.ShouldBeTrue();
        BlockCheckResult missing = await new LocalFileSystem { Basepath = Path.Combine(folder.Path, "no") }.CheckAsync(cancellation);
        missing.Succeeded.ShouldBeFalse();
        missing.Stage.ShouldBe(BlockCheckStage.Resource);
    }
}

namespace Prefect.Testing.Tests;

public sealed class TemporaryDirectoryTests
{
    [Fact]
    public void Is_empty_at_first_and_gone_with_all_it_held_afterwards()
    {
        TemporaryDirectory directory = new();
        Directory.EnumerateFileSystemEntries(directory.Path).ShouldBeEmpty();
        string file = directory.WriteFile("a/ü b/c.txt", "text");
        File.ReadAllText(file).ShouldBe("text");
        File.SetAttributes(file, FileAttributes.ReadOnly);

        directory.Dispose();
        directory.Dispose();

        Directory.Exists(directory.Path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/etc/passwd")]
    [InlineData(".")]
    [InlineData("")]
    public void Gives_no_path_outside_itself(string path)
    {
        using TemporaryDirectory directory = new();
        Should.Throw<ArgumentException>(() => directory.Combine(path));
    }
}

using Prefect.Testing;

namespace Prefect.Blocks.Tests.Files;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "deep/er/a.log", true)]
    [InlineData("*.log", "a.txt", false)]
    [InlineData("build/", "build/out.txt", true)]
    [InlineData("build/", "src/build/out.txt", true)]
    [InlineData("build/", "build.txt", false)]
    [InlineData("/root.txt", "root.txt", true)]
    [InlineData("/root.txt", "sub/root.txt", false)]
    [InlineData("docs/**/draft.md", "docs/a/b/draft.md", true)]
    [InlineData("# comment", "# comment", false)]
    [InlineData("with space.txt", "with space.txt", true)]
    public void Pattern_leaves_out_what_git_would(string pattern, string path, bool ignored) =>
        IgnoreRules.Parse([pattern]).Ignores(path).ShouldBe(ignored);

    [Fact]
    public void Later_pattern_brings_a_file_back() =>
        IgnoreRules.Parse(["*.log", "!keep.log"]).Ignores("keep.log").ShouldBeFalse();

    [Fact]
    public void Files_come_in_order_and_links_to_folders_are_not_followed()
    {
        using TemporaryDirectory folder = new();
        folder.WriteFile("b.txt", "");
        folder.WriteFile("a.txt", "");
        folder.WriteFile("sub/c.txt", "");
        Directory.CreateSymbolicLink(folder.Combine("loop"), folder.Path);

        IgnoreRules.None.EnumerateFiles(folder.Path).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'))
            .ShouldBe(["a.txt", "b.txt", "sub/c.txt"]);
    }

    [Fact]
    public void Missing_file_of_rules_is_no_rules_unless_it_is_required()
    {
        IgnoreRules.Load("/no/such/file").Ignores("a").ShouldBeFalse();
        Should.Throw<FileNotFoundException>(() => IgnoreRules.LoadRequired("/no/such/file"));
    }
}

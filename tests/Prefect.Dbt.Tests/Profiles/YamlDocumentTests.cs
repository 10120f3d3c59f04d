using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class YamlDocumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("123")]
    [InlineData("1e5")]
    [InlineData("0x1F")]
    [InlineData("12:30:45")]
    [InlineData("2024-01-01")]
    [InlineData("a: b # c")]
    [InlineData("{{ env_var('X') }}")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n  indented\n-----END PRIVATE KEY-----\n")]
    [InlineData(" spaces ")]
    [InlineData("tab\tand \"quotes\" and \\ backslash")]
    [InlineData("ünï©ode \u2028 😀")]
    [InlineData("C:\\Users\\ada")]
    public async Task Text_comes_back_as_it_was(string text)
    {
        using TemporaryDirectory folder = new();
        JsonObject document = new() { ["shop"] = new JsonObject { [text.Length == 0 ? "empty" : text] = text, ["list"] = new JsonArray(text, 1, true, null, 1.5) } };

        await ProfilesFile.WriteAsync(folder.Path, document, Cancellation);

        JsonObject read = await YamlDocument.ReadAsync(Path.Combine(folder.Path, "profiles.yml"), Cancellation);
        JsonNode.DeepEquals(read, document).ShouldBeTrue(read.ToJsonString());
    }

    [Fact]
    public async Task Long_texts_are_not_broken()
    {
        using TemporaryDirectory folder = new();
        string text = string.Join(' ', Enumerable.Repeat("words that go on", 5000));
        await ProfilesFile.WriteAsync(folder.Path, new JsonObject { ["a"] = text }, Cancellation);
        (await YamlDocument.ReadAsync(Path.Combine(folder.Path, "profiles.yml"), Cancellation))["a"]!.GetValue<string>().ShouldBe(text);
    }

    [Fact]
    public async Task File_is_its_owners_alone_and_replaces_what_was_there()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Path, "profiles.yml");
        await File.WriteAllTextAsync(path, "old: true", Cancellation);

        await ProfilesFile.WriteAsync(folder.Path, new JsonObject { ["new"] = true }, Cancellation);

        (await File.ReadAllTextAsync(path, Cancellation)).ShouldBe("new: true\n");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Text_of_a_broken_file_is_not_quoted()
    {
        using TemporaryDirectory folder = new();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "profiles.yml"), "a: [yaml-canary-90cd\nb: }", Cancellation);
        DbtConfigurationException exception = await Should.ThrowAsync<DbtConfigurationException>(
            () => YamlDocument.ReadAsync(Path.Combine(folder.Path, "profiles.yml"), Cancellation));
        exception.ToString().ShouldNotContain("yaml-canary-90cd");
    }

    [Fact]
    public async Task File_that_repeats_itself_without_end_is_refused()
    {
        using TemporaryDirectory folder = new();
        string text = "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "profiles.yml"), text, Cancellation);
        await Should.ThrowAsync<DbtConfigurationException>(() => YamlDocument.ReadAsync(Path.Combine(folder.Path, "profiles.yml"), Cancellation));
    }
}

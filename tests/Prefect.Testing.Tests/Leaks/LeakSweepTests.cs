using System.Net;
using System.Text;
using System.Text.Json;

namespace Prefect.Testing.Tests;

public sealed class LeakSweepTests
{
    private const string Secret = "p4ss+\"wörd/ &<7>";

    private static readonly byte[] s_utf8 = Encoding.UTF8.GetBytes(Secret);
    private readonly LeakSweep _sweep = new(new Canary("password", Secret));

    public static TheoryData<string, string> Written => new()
    {
        { "plain text", $"the password is {Secret}." },
        { "JSON", JsonSerializer.Serialize(new { password = Secret }) },
        { "JSON", """{"password": "p4ss+\"w\u00f6rd/ &<7>"}""" },
        { "JSON", """{"password": "p4ss+\"wörd\/ &<7>"}""" },
        { "URL encoding", $"https://u:{Uri.EscapeDataString(Secret)}@host/" },
        { "URL encoding", $"a=b&c={WebUtility.UrlEncode(Secret)}" },
        { "URL encoding", $"a=b&c={Uri.EscapeDataString(Secret).Replace("%C3%B6", "%c3%b6", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal).Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%3C", "%3c", StringComparison.Ordinal).Replace("%3E", "%3e", StringComparison.Ordinal)}" },
        { "XML or HTML", $"<Password>{WebUtility.HtmlEncode(Secret)}</Password>" },
        { "base64", Convert.ToBase64String(s_utf8) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"x{Secret}x")) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Secret}:and more")) },
        { "base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes($"-{Secret}-")) },
        { "hex", $"0x{Convert.ToHexString(s_utf8)}" },
        { "hex", Convert.ToHexStringLower(s_utf8) },
        { "hex", BitConverter.ToString(s_utf8) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Finds_the_secret_however_it_is_written(string form, string text)
    {
        _sweep.FindIn(text, "here").ShouldContain(leak => leak.Form == form && leak.Canary == "password" && leak.Source == "here");
        _sweep.FindIn(Encoding.Unicode.GetBytes(text)).ShouldContain(leak => leak.Form == form + " in UTF-16");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Finds_a_secret_of_any_length_in_base64_at_any_alignment(int longer)
    {
        string secret = "abcdef" + new string('z', longer);
        LeakSweep sweep = new(new Canary("token", secret));
        for (int before = 0; before < 4; before++)
        {
            for (int after = 0; after < 4; after++)
            {
                string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('ÿ', before) + new string('!', before) + secret + new string('~', after)));
                sweep.FindIn(text).ShouldContain(leak => leak.Form == "base64", $"{before} before, {after} after: {text}");
            }
        }
    }

    [Fact]
    public void Text_without_the_secret_is_clean()
    {
        _sweep.FindIn("p4ss and wörd, apart").ShouldBeEmpty();
        _sweep.FindIn((string?)null).ShouldBeEmpty();
        _sweep.FindIn("").ShouldBeEmpty();
        _sweep.AssertClean("nothing here");
        _sweep.AssertClean([]);
    }

    [Fact]
    public void The_failure_names_canary_form_and_place_but_never_the_secret()
    {
        Exception failure = Should.Throw<Exception>(() => _sweep.AssertClean($"12345{Secret}", "standard output"));

        failure.Message.ShouldContain("'password' as plain text in standard output at byte 5");
        new LeakSweep(new Canary("password", Secret)).FindIn(failure).ShouldBeEmpty();
    }

    [Fact]
    public void Finds_a_secret_that_lies_across_two_reads_of_a_large_file()
    {
        using TemporaryDirectory directory = new();
        string path = directory.Combine("large.bin");
        for (int shift = 0; shift < 3; shift++)
        {
            byte[] content = new byte[3 << 20];
            int at = (1 << 20) + (shift * 7) - 3;
            s_utf8.CopyTo(content, at);
            File.WriteAllBytes(path, content);

            _sweep.FindInFile(path).ShouldHaveSingleItem().ShouldBe(new Leak("password", "plain text", path, at));
        }
    }

    [Fact]
    public void Finds_secrets_in_a_directory_tree_in_content_names_and_links()
    {
        const string named = "s3cret-name";
        LeakSweep sweep = new(new Canary("password", Secret), new Canary("name", named));
        using TemporaryDirectory directory = new();
        directory.WriteFile("a/b/.hidden", Secret);
        directory.WriteFile($"a/{named}/empty.txt", "");
        File.CreateSymbolicLink(directory.Combine("a/link"), "/nowhere/" + named);
        directory.WriteFile("clean.txt", "nothing");

        IReadOnlyList<Leak> leaks = sweep.FindInDirectory(directory.Path);

        leaks.Select(leak => leak.Canary).ShouldBe(["password", "name", "name"], ignoreOrder: true);
        leaks.ShouldAllBe(leak => !leak.ToString().Contains(named, StringComparison.Ordinal));
        Should.Throw<Exception>(() => sweep.AssertCleanDirectory(directory.Path)).Message.ShouldContain(".hidden");
    }

    [Fact]
    public void A_directory_or_file_that_is_missing_is_not_clean()
    {
        Should.Throw<DirectoryNotFoundException>(() => _sweep.AssertCleanDirectory("/nowhere/at/all"));
        Should.Throw<IOException>(() => _sweep.AssertCleanFile("/nowhere/at/all"));
    }

    [Fact]
    public void Finds_a_secret_in_the_data_of_an_inner_exception()
    {
        InvalidOperationException inner = new("inner") { Data = { ["connection"] = Secret } };
        AggregateException outer = new("outer", new IOException("other"), inner);

        _sweep.FindIn(outer).ShouldNotBeEmpty();
        Should.Throw<Exception>(() => _sweep.AssertClean(outer));
    }

    [Fact]
    public void Refuses_what_would_find_nothing_or_everything()
    {
        Should.Throw<ArgumentException>(() => new LeakSweep());
        Should.Throw<ArgumentException>(() => new Canary("short", "12345")).Message.ShouldNotContain("12345");
        Should.Throw<ArgumentException>(() => new Canary(" ", "long enough"));
    }

    [Fact]
    public void A_generated_canary_is_found_in_its_own_value_only_and_does_not_print_it()
    {
        Canary first = Canary.Generate("first");
        Canary second = Canary.Generate("second");

        new LeakSweep(first, second).FindIn($"<{second.Value}>").ShouldHaveSingleItem().Canary.ShouldBe("second");
        first.ToString().ShouldBe("first");
    }
}

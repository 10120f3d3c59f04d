using System.Net;
using Prefect.Git;
using Prefect.Testing;

namespace Prefect.Blocks.Tests;

public sealed class GitRepositoryTests : IAsyncLifetime
{
    private static readonly Canary s_token = Canary.Generate("token");
    private static readonly GitTiming s_timing = new() { BaseDelay = TimeSpan.FromMilliseconds(1) };

    private readonly TemporaryDirectory _folder = new();
    private GitServer _server = null!;
    private Uri _address = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GitSource Source => new(GitAddress.Parse(_address.AbsoluteUri)) { SignIn = new GitSignIn("anybody", s_token.Value) };

    private string Target => _folder.Combine("target/deep");

    public async ValueTask InitializeAsync()
    {
        _server = await GitServer.StartAsync(Token);
        _server.Password = s_token.Value;
        _address = await _server.CommitAsync("org/code.git", Write("readme.md", "first"), tag: "v1", cancellationToken: Token);
        await _server.CommitAsync("org/code.git", Write("src/app/flow.cs", "flow"), cancellationToken: Token);
        await _server.CommitAsync("org/code.git", Write("readme.md", "other"), "topic/x", cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Files_are_copied_after_signing_in()
    {
        (await CopyAsync(Source)).ShouldBe(Target);

        Files(Target).ShouldBe(["readme.md", "src/app/flow.cs"]);
        (await File.ReadAllTextAsync(Path.Combine(Target, "readme.md"), Token)).ShouldBe("first");
        _server.Requests[0].Password.ShouldBeNull();
        _server.Requests.Skip(1).ShouldAllBe(request => request.User == "anybody" && request.Password == s_token.Value);
        _server.Requests.ShouldAllBe(request => !request.Path.Contains(s_token.Value, StringComparison.Ordinal));
        new LeakSweep(s_token).AssertCleanDirectory(_folder.Path);
    }

    [Theory]
    [InlineData("v1", "first", 1)]
    [InlineData("topic/x", "other", 2)]
    [InlineData("main", "first", 2)]
    [InlineData("", "first", 2)]
    public async Task Reference_is_a_branch_or_a_tag(string reference, string readme, int files)
    {
        await CopyAsync(Source with { Reference = reference });
        (await File.ReadAllTextAsync(Path.Combine(Target, "readme.md"), Token)).ShouldBe(readme);
        Files(Target).Length.ShouldBe(files);
    }

    [Theory]
    [InlineData("src/app")]
    [InlineData("src\\app")]
    [InlineData("./src/app/")]
    public async Task Folder_is_copied_with_its_path(string fromPath)
    {
        await CopyAsync(Source with { Depth = null }, fromPath);
        Files(Target).ShouldBe(["src/app/flow.cs"]);
    }

    [Fact]
    public async Task Second_copy_replaces_what_changed_and_keeps_the_rest()
    {
        await CopyAsync(Source);
        await File.WriteAllTextAsync(Path.Combine(Target, "own.txt"), "mine", Token);
        await _server.CommitAsync("org/code.git", Write("readme.md", "second"), cancellationToken: Token);
        await CopyAsync(Source with { Reference = "main" });
        Files(Target).ShouldBe(["own.txt", "readme.md", "src/app/flow.cs"]);
        (await File.ReadAllTextAsync(Path.Combine(Target, "readme.md"), Token)).ShouldBe("second");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("src/../../x")]
    [InlineData("/etc")]
    [InlineData("C:\\Windows")]
    [InlineData("..\\x")]
    [InlineData(".git")]
    [InlineData(".GIT/hooks")]
    [InlineData("a\0b")]
    public async Task Folder_outside_of_the_repository_is_refused_before_any_request(string fromPath)
    {
        await Should.ThrowAsync<ArgumentException>(() => CopyAsync(Source, fromPath));
        _server.Requests.ShouldBeEmpty();
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Failures_say_what_they_are_and_leave_nothing_behind()
    {
        await FailsAsync(Source with { SignIn = new GitSignIn("anybody", Canary.Generate("wrong").Value) }, GitFailureKind.SignIn);
        await FailsAsync(Source with { SignIn = null }, GitFailureKind.SignIn);
        await FailsAsync(Source with { Reference = "missing" }, GitFailureKind.Reference);
        await FailsAsync(Source with { Reference = "--upload-pack=touch" }, GitFailureKind.Reference);
        await FailsAsync(Source with { Address = GitAddress.Parse(new Uri(_server.Endpoint, "org/none.git").AbsoluteUri) }, GitFailureKind.Repository);
        await FailsAsync(Source with { Address = GitAddress.Parse("https://no-such-host.invalid/r") }, GitFailureKind.NameResolution);
        await FailsAsync(Source with { Address = GitAddress.Parse("http://127.0.0.1:2/refused") }, GitFailureKind.Connection);
        await FailsAsync(Source with { Address = GitAddress.Parse(_address.AbsoluteUri.Replace("http:", "https:", StringComparison.Ordinal)) }, GitFailureKind.Encryption);
        await FailsAsync(Source, GitFailureKind.Folder, "src/none");
        await FailsAsync(Source, GitFailureKind.Folder, "readme.md");
    }

    [Fact]
    public async Task Transient_failures_are_tried_three_times_and_others_once()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(_server.Endpoint, Token);
        GitSource proxied = Through(proxy);
        proxy.Inject(Fault.Answer(HttpStatusCode.BadGateway, "<html>bad gateway</html>", "text/html"), times: 2);
        await CopyAsync(proxied);
        Files(Target).Length.ShouldBe(2);

        proxy.Clear();
        proxy.Inject(Fault.Answer(HttpStatusCode.ServiceUnavailable, "busy", "text/plain"), times: int.MaxValue);
        await FailsAsync(proxied, GitFailureKind.Connection);
        proxy.Requests.Count.ShouldBe(3);

        proxy.Clear();
        proxy.Inject(Fault.Answer(HttpStatusCode.Forbidden, "no", "text/plain"), times: int.MaxValue);
        await FailsAsync(proxied, GitFailureKind.Permission);
        proxy.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Broken_and_strange_answers_are_failures_and_then_repeated()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(_server.Endpoint, Token);
        proxy.Inject(Fault.Reset(), request => request.Method == "POST");
        await CopyAsync(Through(proxy));
        Files(Target).Length.ShouldBe(2);

        proxy.Clear();
        proxy.Inject(Fault.Answer(HttpStatusCode.OK, "<html>Sign in</html>", "text/html"), times: int.MaxValue);
        await FailsAsync(Through(proxy), GitFailureKind.Repository);
    }

    [Fact]
    public async Task Server_that_never_answers_is_given_up()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(_server.Endpoint, Token);
        proxy.Inject(Fault.NeverAnswer(), times: int.MaxValue);
        GitException exception = await Should.ThrowAsync<GitException>(
            () => new GitRepository(Through(proxy), s_timing with { Attempts = 1, StallLimit = TimeSpan.FromSeconds(1) }).CopyToAsync(null, Target, Token));
        exception.Kind.ShouldBe(GitFailureKind.Connection);

        exception = await Should.ThrowAsync<GitException>(
            () => new GitRepository(Through(proxy), s_timing with { Attempts = 1, StallLimit = TimeSpan.FromHours(1), AttemptLimit = TimeSpan.FromSeconds(0.3) })
                .CopyToAsync(null, Target, Token));
        exception.Kind.ShouldBe(GitFailureKind.Timeout);
    }

    [Fact]
    public async Task Cancelling_ends_git_and_leaves_nothing_behind()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(_server.Endpoint, Token);
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        proxy.Inject(Fault.NeverAnswer(), request => { cancelled.CancelAfter(50); return true; }, times: int.MaxValue);
        await Should.ThrowAsync<OperationCanceledException>(() => new GitRepository(Through(proxy)).CopyToAsync(null, Target, cancelled.Token));
        Directory.Exists(_folder.Combine("target")).ShouldBeFalse();
    }

    [Fact]
    public async Task Server_that_redirects_elsewhere_does_not_carry_the_token_there()
    {
        await using GitServer other = await GitServer.StartAsync(Token);
        other.Password = "other-password";
        Uri elsewhere = await other.CommitAsync("org/code.git", Write("readme.md", "elsewhere"), cancellationToken: Token);
        await using FaultProxy proxy = await FaultProxy.StartAsync(_server.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(HttpStatusCode.Found, "", "text/plain", ("Location", elsewhere.AbsoluteUri + "/info/refs?service=git-upload-pack")),
            times: int.MaxValue);
        await FailsAsync(Through(proxy), GitFailureKind.SignIn);
        other.Requests.ShouldNotBeEmpty();
        other.Requests.ShouldAllBe(request => request.Password == null);
    }

    [Fact]
    public async Task Links_stay_links_as_long_as_they_lead_inside()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        await _server.CommitAsync("org/code.git", work => File.CreateSymbolicLink(Path.Combine(work, "src/link"), "../readme.md"), "links", cancellationToken: Token);
        await CopyAsync(Source with { Reference = "links" });
        new FileInfo(Path.Combine(Target, "src/link")).LinkTarget.ShouldBe("../readme.md");
    }

    [Fact]
    public async Task Links_to_folders_stay_links_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        await _server.CommitAsync(
            "org/code.git",
            work =>
            {
                Directory.CreateSymbolicLink(Path.Combine(work, "a-link"), "src");
                Directory.CreateSymbolicLink(Path.Combine(work, "z-link"), "src");
                Directory.CreateSymbolicLink(Path.Combine(work, "nowhere"), "missing");
            },
            "folder-links",
            cancellationToken: Token);
        await CopyAsync(Source with { Reference = "folder-links" });
        await CopyAsync(Source with { Reference = "folder-links" });
        new FileInfo(Path.Combine(Target, "a-link")).LinkTarget.ShouldBe("src");
        new FileInfo(Path.Combine(Target, "z-link")).LinkTarget.ShouldBe("src");
        new FileInfo(Path.Combine(Target, "nowhere")).LinkTarget.ShouldBe("missing");
    }

    [Theory]
    [InlineData("openssl")]
    [InlineData("certificates")]
    public void Reason_of_a_failure_is_not_read_out_of_the_names_in_it(string name)
    {
        string address = $"https://git.example/org/{Uri.EscapeDataString(name)}.git";
        GitOutcome outcome = new(128, "", $"fatal: unable to access '{address}/': Failed to connect to git.example port 443");
        GitDiagnosis.Of("clone it", outcome).Kind.ShouldBe(GitFailureKind.Connection);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../outside")]
    [InlineData("app/../../../outside")]
    public async Task Link_that_leads_out_is_refused_and_nothing_is_copied(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        await _server.CommitAsync("org/code.git", work => File.CreateSymbolicLink(Path.Combine(work, "src/link"), link), "links", cancellationToken: Token);
        (await Should.ThrowAsync<UnsafePathException>(() => CopyAsync(Source with { Reference = "links" }))).Name.ShouldBe("src/link");
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Link_that_stands_in_the_target_is_not_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        string outside = Directory.CreateDirectory(_folder.Combine("outside")).FullName;
        Directory.CreateDirectory(Target);
        Directory.CreateSymbolicLink(Path.Combine(Target, "src"), outside);
        await Should.ThrowAsync<UnsafePathException>(() => CopyAsync(Source));
        Files(outside).ShouldBeEmpty();
        Files(Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task Repository_can_be_asked_for_without_copying_it()
    {
        await new GitRepository(Source, s_timing).FindAsync(Token);
        await new GitRepository(Source with { Reference = "topic/x" }, s_timing).FindAsync(Token);
        await new GitRepository(Source with { Reference = "v1" }, s_timing).FindAsync(Token);
        (await Should.ThrowAsync<GitException>(() => new GitRepository(Source with { Reference = "x" }, s_timing).FindAsync(Token)))
            .Kind.ShouldBe(GitFailureKind.Reference);
        (await Should.ThrowAsync<GitException>(() => new GitRepository(Source with { SignIn = null }, s_timing).FindAsync(Token)))
            .Kind.ShouldBe(GitFailureKind.SignIn);
    }

    private static Action<string> Write(string path, string content) => work =>
    {
        string file = Path.Combine(work, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    };

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private GitSource Through(FaultProxy proxy) => Source with { Address = GitAddress.Parse(new Uri(proxy.Endpoint, "org/code.git").AbsoluteUri) };

    private Task<string> CopyAsync(GitSource source, string? fromPath = null) => new GitRepository(source, s_timing).CopyToAsync(fromPath, Target, Token);

    private async Task FailsAsync(GitSource source, GitFailureKind kind, string? fromPath = null)
    {
        string folder = _folder.Combine("failed");
        GitException exception = await Should.ThrowAsync<GitException>(() => new GitRepository(source, s_timing).CopyToAsync(fromPath, folder + "/deep", Token));
        exception.Kind.ShouldBe(kind, exception.Message);
        exception.Message.ShouldContain(source.Address.Clean);
        new LeakSweep(s_token).FindIn(exception).ShouldBeEmpty();
        Directory.Exists(folder).ShouldBeFalse();
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureDevopsRepositoryTests : BlockConformance<AzureDevopsRepository>, IAsyncLifetime
{
    private static readonly Canary s_token = Canary.Generate("token");

    private readonly TemporaryDirectory _folder = new();
    private GitServer _server = null!;

    protected override AzureDevopsRepository Valid => new()
    {
        Repository = "https://dev.azure.com/org/project/_git/code",
        Reference = "main",
        GitDepth = 3,
        Credentials = new() { Token = s_token.Value },
    };

    protected override IReadOnlyList<string> Canaries => [s_token.Value];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azure-devops-repository");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzureDevopsRepository Served => new()
    {
        Repository = new Uri(_server.Endpoint, "org/project/_git/code").AbsoluteUri,
        Credentials = new() { Token = s_token.Value },
    };

    public async ValueTask InitializeAsync()
    {
        _server = await GitServer.StartAsync(Token);
        _server.Password = s_token.Value;
        await _server.CommitAsync(
            "org/project/_git/code",
            work =>
            {
                Directory.CreateDirectory(Path.Combine(work, "src"));
                File.WriteAllText(Path.Combine(work, "src/flow.cs"), "flow");
                File.WriteAllText(Path.Combine(work, "readme.md"), "read me");
            },
            tag: "v1",
            cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Repository_is_copied_by_token_and_the_token_stays_out_of_it()
    {
        await Served.GetDirectoryAsync(localPath: _folder.Path, cancellationToken: Token);
        Files().ShouldBe(["readme.md", "src/flow.cs"]);
        _server.Requests[^1].Password.ShouldBe(s_token.Value);
        new LeakSweep(s_token).AssertCleanDirectory(_folder.Path);
    }

    [Fact]
    public void Blocking_twin_copies_one_folder_of_a_tag()
    {
        (Served with { Reference = "v1", GitDepth = null }).GetDirectory("src", _folder.Path, Token);
        Files().ShouldBe(["src/flow.cs"]);
    }

    [Theory]
    [InlineData("https://org@", "org")]
    [InlineData("https://org:old-password@", "org")]
    [InlineData("https://:old-password@", "git")]
    [InlineData("https://", "git")]
    public void User_of_the_address_is_kept_and_its_password_gives_way(string beginning, string user)
    {
        Prefect.Git.GitSource source = (Valid with { Repository = beginning + "dev.azure.com:8443/org/p/_git/r" }).Source();
        source.Address.Clean.ShouldBe("https://dev.azure.com:8443/org/p/_git/r");
        source.SignIn.ShouldNotBeNull().User.ShouldBe(user);
        source.SignIn.Password.Reveal().ShouldBe(s_token.Value);
    }

    [Fact]
    public async Task Password_in_the_address_signs_in_where_there_are_no_credentials()
    {
        string address = new UriBuilder(Served.Repository) { UserName = "me", Password = s_token.Value }.Uri.AbsoluteUri;
        await (Served with { Repository = address, Credentials = null }).GetDirectoryAsync(localPath: _folder.Path, cancellationToken: Token);
        _server.Requests.ShouldAllBe(request => !request.Path.Contains(s_token.Value, StringComparison.Ordinal));
        _server.Requests[^1].User.ShouldBe("me");
    }

    [Fact]
    public async Task Wrong_values_are_named_before_any_request()
    {
        await RefusedAsync(Served with { Repository = "git@ssh.dev.azure.com:v3/org/project/code" }, "repository");
        await RefusedAsync(Served with { Repository = "ssh://git@ssh.dev.azure.com/v3/org/project/code" }, "repository");
        await RefusedAsync(Served with { Repository = "" }, "repository");
        await RefusedAsync(Served with { Repository = null! }, "repository");
        await RefusedAsync(Served with { Repository = "http://tfs.example/code" }, "repository");
        await RefusedAsync(Served with { Repository = "C:\\code" }, "repository");
        await RefusedAsync(Served with { GitDepth = 0 }, "git_depth");
        await RefusedAsync(Served with { Reference = "a\0b" }, "reference");
        await RefusedAsync(Served with { Credentials = new() }, "token");
        await RefusedAsync(Served with { Credentials = new() { Token = "line\nbreak" } }, "token");
        await Should.ThrowAsync<ArgumentException>(() => Served.GetDirectoryAsync("../x", _folder.Path, Token));
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("org/none", null, "v1", HttpStatusCode.NotFound, "Repository")]
    [InlineData("org/project/_git/code", null, "v9", HttpStatusCode.NotFound, "Reference")]
    [InlineData("org/project/_git/code", "none", "v1", HttpStatusCode.NotFound, "Folder")]
    public async Task What_is_missing_is_named(string repository, string? folder, string reference, HttpStatusCode status, string code)
    {
        AzureDevopsRepository block = Served with { Repository = new Uri(_server.Endpoint, repository).AbsoluteUri, Reference = reference };
        AzureException exception = await Should.ThrowAsync<AzureException>(() => block.GetDirectoryAsync(folder, _folder.Combine("new"), Token));
        exception.StatusCode.ShouldBe(status, exception.Message);
        exception.ErrorCode.ShouldBe(code);
        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldContain(repository);
        Directory.Exists(_folder.Combine("new")).ShouldBeFalse();
    }

    [Fact]
    public async Task Failure_shows_no_token_in_any_form()
    {
        Canary wrong = Canary.Generate("to/k+en %");
        using CapturedActivities activities = new("Prefect.Azure");
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => (Served with { Credentials = new() { Token = wrong.Value } }).GetDirectoryAsync(localPath: _folder.Path, cancellationToken: Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        LeakSweep sweep = new(wrong, s_token);
        sweep.FindIn(exception).ShouldBeEmpty();
        sweep.FindIn(activities).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_tells_how_far_it_came()
    {
        (await Served.CheckAsync(Token)).ShouldSatisfyAllConditions(
            result => result.Succeeded.ShouldBeTrue(result.Message),
            result => result.Stage.ShouldBe(BlockCheckStage.Resource));
        await ChecksAsync(Served with { Reference = "v9" }, BlockCheckStage.Resource);
        await ChecksAsync(Served with { Credentials = new() { Token = "wrong-token-1" } }, BlockCheckStage.SignIn);
        await ChecksAsync(Served with { Credentials = new() }, BlockCheckStage.Configuration);
        await ChecksAsync(Served with { Repository = "https://no-such-host.invalid/r" }, BlockCheckStage.NameResolution);
        await ChecksAsync(Served with { Repository = "https://127.0.0.1:1/r" }, BlockCheckStage.Connection);
        await ChecksAsync(Served with { Repository = Served.Repository.Replace("http:", "https:", StringComparison.Ordinal) }, BlockCheckStage.Encryption);
    }

    private static async Task ChecksAsync(AzureDevopsRepository block, BlockCheckStage stage)
    {
        BlockCheckResult result = await block.CheckAsync(Token);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage, result.Message);
    }

    private async Task RefusedAsync(AzureDevopsRepository block, string field) =>
        (await Should.ThrowAsync<AzureConfigurationException>(() => block.GetDirectoryAsync(localPath: _folder.Path, cancellationToken: Token)))
            .Field.ShouldBe(field);

    private string[] Files() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file)).Order(StringComparer.Ordinal)];
}

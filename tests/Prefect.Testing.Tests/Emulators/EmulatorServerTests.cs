using Xunit.Sdk;

namespace Prefect.Testing.Tests;

public sealed class EmulatorServerTests : IDisposable
{
    private readonly RecipeDirectory _recipes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _recipes.Dispose();

    [Fact]
    public async Task A_test_is_skipped_with_the_reason_where_the_emulator_is_not_installed()
    {
        _recipes.Write("one", "true");
        await using RecipeServer server = new(_recipes.Installation("one"));

        SkipException skipped = await Should.ThrowAsync<SkipException>(() => server.StartAsync(Token));

        skipped.Message.ShouldContain("'one' cannot be had: it is not installed");
        skipped.Message.ShouldContain("tools/emulators/install.sh one");
        server.ProcessId.ShouldBeNull();
    }

    [Fact]
    public async Task A_test_fails_with_the_command_to_run_where_none_may_be_missing()
    {
        _recipes.Write("one", "true");
        await using RecipeServer server = new(_recipes.Installation("one"), mayBeMissing: false);

        (await Should.ThrowAsync<FailException>(() => server.StartAsync(Token))).Message.ShouldContain("run tools/emulators/install.sh one");
    }

    [Fact]
    public async Task A_test_is_skipped_outside_a_checkout()
    {
        await using RecipeServer server = new(new EmulatorInstallation("one") { ScriptDirectory = null });
        (await Should.ThrowAsync<SkipException>(() => server.StartAsync(Token))).Message.ShouldContain("there is no tools/emulators");
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo listening on 127.0.0.1:1;")]
    public async Task A_server_that_ends_at_once_shows_what_it_printed(string first)
    {
        _recipes.Write("one", "true", $"{first} echo 'no licence' >&2; exit 7");
        await _recipes.InstallAsync("one");
        await using RecipeServer server = new(_recipes.Installation("one"));

        InvalidOperationException failure = await Should.ThrowAsync<InvalidOperationException>(() => server.StartAsync(Token));

        failure.Message.ShouldContain("ended with code 7");
        failure.Message.ShouldContain("no licence");
    }

    [Theory]
    [InlineData("exec sleep 60")]
    [InlineData("echo listening on 127.0.0.1:1; exec sleep 60")]
    public async Task A_server_that_does_not_answer_is_ended_after_a_while(string serve)
    {
        _recipes.Write("one", "true", $"note $BASHPID; {serve}");
        await _recipes.InstallAsync("one");
        await using RecipeServer server = new(_recipes.Installation("one"), patience: TimeSpan.FromSeconds(3));

        InvalidOperationException failure = await Should.ThrowAsync<InvalidOperationException>(() => server.StartAsync(Token));

        failure.Message.ShouldContain("did not answer within 3 s");
        await ProcessTree.ShouldEndAsync(int.Parse(_recipes.Notes.ShouldHaveSingleItem()));
    }

    [Fact]
    public async Task A_fixture_that_no_test_asks_starts_nothing()
    {
        await using S3rverServer server = new();
        await server.InitializeAsync();
        server.ProcessId.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => server.Endpoint).Message.ShouldContain("await StartAsync first");
    }
}

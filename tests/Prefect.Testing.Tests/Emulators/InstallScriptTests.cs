using System.Diagnostics;

namespace Prefect.Testing.Tests;

public sealed class InstallScriptTests : IDisposable
{
    private readonly RecipeDirectory _recipes = new();

    public void Dispose() => _recipes.Dispose();

    [Fact]
    public async Task A_second_run_does_nothing_and_is_quick()
    {
        _recipes.Write("one", """note installed; echo content >"$1/file" """);
        (await _recipes.InstallAsync("one")).ExitCode.ShouldBe(0);

        long start = Stopwatch.GetTimestamp();
        ProcessOutput again = await _recipes.InstallAsync("one");

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        again.ExitCode.ShouldBe(0);
        again.Error.ShouldContain("one is installed");
        _recipes.Notes.ShouldBe(["installed"]);
        string path = (await _recipes.InstallAsync("--path", "one")).Output.TrimEnd();
        (await File.ReadAllTextAsync(Path.Combine(path, "file"), TestContext.Current.CancellationToken)).ShouldBe("content\n");
    }

    [Fact]
    public async Task Two_runs_at_once_install_once()
    {
        _recipes.Write("one", "note begun; sleep 0.3; note done");
        ProcessOutput[] ended = await Task.WhenAll(_recipes.InstallAsync("one"), _recipes.InstallAsync("one"), _recipes.InstallAsync("one"));

        ended.ShouldAllBe(one => one.ExitCode == 0);
        _recipes.Notes.ShouldBe(["begun", "done"]);
    }

    [Theory]
    [InlineData("give_up 'cannot install one: it is Friday'", "it is Friday")]
    [InlineData("""touch "$1/half"; false; note never""", "not installed: one")]
    [InlineData("""retry false || give_up 'no network'""", "no network")]
    [InlineData("""need no-such-command 'cannot install one: no-such-command is missing'""", "no-such-command is missing")]
    public async Task What_cannot_be_installed_leaves_nothing_and_says_why(string recipe, string reason)
    {
        _recipes.Write("one", recipe);
        _recipes.Write("two", "note two");

        ProcessOutput ended = await _recipes.InstallAsync("one", "two");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain(reason);
        _recipes.Notes.ShouldBe(["two"]);
        _recipes.CacheEntries.ShouldHaveSingleItem().ShouldStartWith("two-");
        (await _recipes.InstallAsync("--path", "one")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_download_is_tried_three_times()
    {
        _recipes.Write("one", """
            twice_down() { note try; [[ $(grep -c try "$here/notes") == 3 ]]; }
            retry twice_down
            """);
        (await _recipes.InstallAsync("one")).ExitCode.ShouldBe(0);
        _recipes.Notes.ShouldBe(["try", "try", "try"]);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_never_used_and_cleared_away()
    {
        _recipes.Write("one", """touch "$1/half"; kill -KILL $BASHPID""");
        (await _recipes.InstallAsync("one")).ExitCode.ShouldBe(1);
        _recipes.CacheEntries.ShouldHaveSingleItem().ShouldContain("partial");
        (await _recipes.InstallAsync("--path", "one")).ExitCode.ShouldBe(1);

        _recipes.Write("one", """touch "$1/whole" """);
        (await _recipes.InstallAsync("one")).ExitCode.ShouldBe(0);

        _recipes.CacheEntries.ShouldHaveSingleItem().ShouldStartWith("one-");
    }

    [Fact]
    public async Task A_changed_recipe_is_another_directory()
    {
        _recipes.Write("one", "note first");
        await _recipes.InstallAsync("one");
        _recipes.Write("one", "note second");
        (await _recipes.InstallAsync("--path", "one")).ExitCode.ShouldBe(1);
        await _recipes.InstallAsync("all");

        _recipes.Notes.ShouldBe(["first", "second"]);
        _recipes.CacheEntries.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("nothing-like-it")]
    [InlineData("../one")]
    [InlineData("--what")]
    [InlineData("--path")]
    [InlineData("")]
    public async Task Wrong_usage_has_its_own_exit_code(string argument)
    {
        _recipes.Write("one", "note installed");
        (await _recipes.InstallAsync(argument)).ExitCode.ShouldBe(2);
        _recipes.Notes.ShouldBeEmpty();
    }
}

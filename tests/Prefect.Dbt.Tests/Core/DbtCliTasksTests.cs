using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.DbtScript;
using Prefect.Flows;
using Prefect.Shell;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Core;

public sealed class DbtCliTasksTests : CoreTest
{
    private DbtCliOptions Options => new() { Executable = Dbt.Executable };

    [Fact]
    public async Task Command_is_taken_apart_as_a_shell_does_and_gets_its_folders()
    {
        Dbt.WriteProfiles();
        DbtInvocationResult result = await DbtCliTasks.TriggerDbtCliCommandAsync(
            "dbt run --vars '{day: \"2026-11-20\"}'", Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, extraCommandArgs: ["--select", "orders"], cancellationToken: Token);

        result.Success.ShouldBeTrue();
        result.RunResults!.Results.Select(node => node.UniqueId).ShouldBe(["model.shop.orders"]);
        Dbt.Calls.Single().Args.ShouldBe(
            ["run", "--vars", "{day: \"2026-11-20\"}", "--select", "orders", "--profiles-dir", Dbt.ProfilesDir, "--project-dir", Dbt.ProjectDir]);
    }

    [Theory]
    [InlineData("build", 3)]
    [InlineData("run", 1)]
    [InlineData("test", 1)]
    [InlineData("seed", 1)]
    [InlineData("snapshot", 0)]
    public async Task Each_task_runs_its_command(string command, int nodes)
    {
        Dbt.WriteProfiles();
        Func<string?, string?, bool, DbtCliProfile?, DbtCliOptions?, IReadOnlyList<string>?, CancellationToken, Task<DbtInvocationResult>> task = command switch
        {
            "build" => DbtCliTasks.RunDbtBuildAsync,
            "run" => DbtCliTasks.RunDbtModelAsync,
            "test" => DbtCliTasks.RunDbtTestAsync,
            "seed" => DbtCliTasks.RunDbtSeedAsync,
            _ => DbtCliTasks.RunDbtSnapshotAsync,
        };
        DbtInvocationResult result = await task(Dbt.ProfilesDir, Dbt.ProjectDir, false, null, Options, ["--threads", "2"], Token);
        result.RunResults!.Results.Count.ShouldBe(nodes);
        Dbt.Calls.Single().Args.Take(3).ShouldBe([command, "--threads", "2"]);
    }

    [Fact]
    public async Task Freshness_of_sources_is_read()
    {
        Dbt.WriteProfiles();
        Dbt.Plan = Dbt.Plan with { Nodes = [new("source.shop.raw.events") { Statuses = ["warn"] }] };
        DbtInvocationResult result = await DbtCliTasks.RunDbtSourceFreshnessAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, cancellationToken: Token);
        result.SourceFreshness!.Results.Single().Age.ShouldBe(TimeSpan.FromHours(4));
        Dbt.Calls.Single().Args.Take(2).ShouldBe(["source", "freshness"]);
    }

    [Fact]
    public async Task Failing_test_leaves_its_summary_and_fails_the_task()
    {
        Dbt.WriteProfiles();
        Dbt.Plan = Dbt.Plan with { Nodes = [new("test.shop.unique_orders.1a2b") { Statuses = ["fail"] }, new("test.shop.fine.3c4d")] };
        using TemporaryDirectory home = new();
        EmbeddedRunStore store = EmbeddedRunStore.Open(home.Combine("runs.db"));
        await using (store)
        {
            using IDisposable runs = RunStore.Use(store);
            State? state = null;
            Flow<Unit> flow = Flow.Define("dbt", async () =>
            {
                state = await DbtCliTasks.RunDbtTestTask.RunStateAsync(
                    Dbt.ProfilesDir, Dbt.ProjectDir, false, null, Options with { CreateSummaryArtifact = true }, null);
            });
            await flow.RunStateAsync(Token);

            state.ShouldNotBeNull().IsFailed.ShouldBeTrue();
            state.Message.ShouldNotBeNull().ShouldContain("Test unique_orders failed with message: \"Got 2 results, configured to fail if != 0\"");
            Artifact summary = (await store.Artifacts!.FindLatestAsync("dbt-test-task-summary", Token)).ShouldNotBeNull();
            summary.Data.GetString()!.ShouldContain("| 1 | 0 | 1 | 0 | 0 |");
        }
    }

    [Fact]
    public async Task Nodes_that_fail_are_named_and_their_results_kept()
    {
        Dbt.WriteProfiles();
        Dbt.Plan = Dbt.Plan with { Nodes = [new("model.shop.a") { Statuses = ["error"], Message = "no such column" }, new("model.shop.b") { DependsOn = ["model.shop.a"] }] };
        DbtRunException exception = await Should.ThrowAsync<DbtRunException>(
            () => DbtCliTasks.RunDbtModelAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, cancellationToken: Token));
        exception.Message.ShouldBe("dbt run ended with failures:\nModel a errored with message: \"no such column\"");
        DbtInvocationResult result = exception.Result.ShouldNotBeNull();
        result.ExitCode.ShouldBe(1);
        result.RunResults!.Results.Select(node => node.Status).ShouldBe(["error", "skipped"]);
    }

    [Fact]
    public async Task Failure_of_dbt_itself_is_told_in_its_words()
    {
        Dbt.WriteProfiles();
        await DbtCliTasks.RunDbtModelAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, cancellationToken: Token);
        Dbt.Plan = Dbt.Plan with { Error = "Parsing Error\n  Invalid models config" };
        DbtRunException exception = await Should.ThrowAsync<DbtRunException>(
            () => DbtCliTasks.RunDbtModelAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, cancellationToken: Token));
        exception.Message.ShouldContain("code 2");
        exception.Message.ShouldContain("Invalid models config");
        exception.Result!.RunResults.ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_command_is_told_in_dbts_words()
    {
        Dbt.WriteProfiles();
        (await Should.ThrowAsync<DbtRunException>(() => DbtCliTasks.TriggerDbtCliCommandAsync("fly", Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, cancellationToken: Token)))
            .Message.ShouldContain("No such command 'fly'");
    }

    [Fact]
    public async Task All_but_what_is_for_finding_errors_is_logged_at_its_level()
    {
        Dbt.WriteProfiles();
        Dbt.Plan = Dbt.Plan with { Nodes = [new("model.shop.core_a") { Log = ["core-log-line"] }, new("test.shop.core_t.1") { Statuses = ["warn"], Materialized = "test" }], Noise = ["core-noise"] };
        CapturedLog log = new();
        using (PrefectLogging.Listen(log))
        {
            await DbtCliTasks.RunDbtBuildAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options, extraCommandArgs: ["--log-level", "debug"], cancellationToken: Token);
            await DbtCliTasks.RunDbtModelAsync(Dbt.ProfilesDir, Dbt.ProjectDir, options: Options with { StreamOutput = false }, cancellationToken: Token);
        }

        CapturedLogEntry[] mine = [.. log.Entries.Where(entry => entry.Message.Contains("core") && entry.Category.EndsWith("DbtCliTasks", StringComparison.Ordinal))];
        mine.Select(entry => entry.Message).ShouldBe(
        [
            "core-noise", "1 of 2 START model main.core_a ... [RUN]", "core-log-line", "1 of 2 OK created main.core_a ... [SELECT 5 in 0.02s]",
            "2 of 2 START test core_t ... [RUN]", "2 of 2 WARN 1 core_t ... [Got 1 result, configured to warn if != 0 in 0.02s]",
        ]);
        mine[^1].Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task Profile_is_written_for_the_command_and_taken_away()
    {
        await DbtCliTasks.RunDbtSeedAsync(Dbt.ProfilesDir, Dbt.ProjectDir, dbtCliProfile: Profile, options: Options, cancellationToken: Token);
        Dbt.Calls.Single().Profiles!.ShouldContain(Password);
        Dbt.Calls.Single().ProfilesMode.ShouldBe((int)(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Dbt.Calls.ShouldAllBe(call => !Directory.Exists(call.ProfilesDir));
    }

    [Fact]
    public async Task Variables_reach_dbt_and_the_folder_of_profiles_comes_from_them()
    {
        Dbt.WriteProfiles();
        DbtCliOptions options = Options with { Env = new SecretDictionary { { "DBT_PROFILES_DIR", Dbt.ProfilesDir }, { "DBT_ENV_SECRET_TOKEN", "grape-dbt-cli-2217" } } };
        await DbtCliTasks.RunDbtSeedAsync(projectDir: Dbt.ProjectDir, options: options, cancellationToken: Token);
        Dbt.Calls.Single().Environment["DBT_ENV_SECRET_TOKEN"].ShouldBe("grape-dbt-cli-2217");
        Dbt.Calls.Single().ProfilesDir.ShouldBe(Dbt.ProfilesDir);
    }

    [Fact]
    public async Task Cancelling_ends_dbt_and_takes_the_profile_away()
    {
        Dbt.Plan = Dbt.Plan with { Nodes = [new("model.shop.orders") { WaitsFor = Path.Combine(Dbt.ProjectDir, "never") }] };
        using CancellationTokenSource cancellation = new();
        Task<DbtInvocationResult> running = DbtCliTasks.RunDbtModelAsync(
            Dbt.ProfilesDir, Dbt.ProjectDir, dbtCliProfile: Profile, options: Options, cancellationToken: cancellation.Token);
        while (Dbt.Calls.Count == 0)
        {
            await Task.Delay(10, Token);
        }

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Dbt.Calls.ShouldAllBe(call => !Directory.Exists(call.ProfilesDir));
    }

    [Fact]
    public async Task Dbt_that_is_not_there_is_named()
    {
        Dbt.WriteProfiles();
        (await Should.ThrowAsync<ShellException>(() => DbtCliTasks.RunDbtBuildAsync(
            Dbt.ProfilesDir, Dbt.ProjectDir, options: new() { Executable = "no-such-dbt" }, cancellationToken: Token))).Message.ShouldContain("'no-such-dbt'");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("dbt")]
    [InlineData("run --vars '{a")]
    public async Task Command_that_is_none_is_refused(string command) =>
        await Should.ThrowAsync<ArgumentException>(() => DbtCliTasks.TriggerDbtCliCommandAsync(command, cancellationToken: Token));
}

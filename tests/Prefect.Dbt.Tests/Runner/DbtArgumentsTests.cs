using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

public sealed class DbtArgumentsTests : RunnerTest
{
    [Fact]
    public void Settings_become_flags_and_arguments_win()
    {
        Dictionary<string, object?> kwargs = new()
        {
            ["full_refresh"] = true,
            ["partial_parse"] = false,
            ["select"] = new[] { "a", "b" },
            ["threads"] = 4,
            ["exclude"] = null,
            ["target"] = "dev",
            ["fail_fast"] = true,
        };

        DbtArguments.FromKwargs(kwargs, ["run", "--target=prod", "--no-fail-fast"]).ShouldBe(
            ["run", "--target=prod", "--no-fail-fast", "--full-refresh", "--no-partial-parse", "--select", "a", "b", "--threads", "4"]);
        DbtArguments.FromKwargs(new Dictionary<string, object?> { ["select"] = "x" }, ["run", "-s", "y"]).ShouldBe(["run", "-s", "y"]);
        DbtArguments.FromKwargs(new Dictionary<string, object?> { ["vars"] = "{a: 1}" }).ShouldBe(["--vars", "{a: 1}"]);
    }

    [Fact]
    public void Dictionaries_become_JSON_and_empty_lists_nothing()
    {
        Dictionary<string, object?> kwargs = new()
        {
            ["vars"] = new Dictionary<string, object?> { ["day"] = "2026-11-20", ["deep"] = new Dictionary<string, object?> { ["n"] = 1.5, ["on"] = true }, ["list"] = new[] { 1, 2 }, ["none"] = null },
            ["select"] = Array.Empty<string>(),
            ["warn_error_options"] = new System.Text.Json.Nodes.JsonObject { ["error"] = "all" },
        };

        DbtArguments.FromKwargs(kwargs).ShouldBe(
            ["--vars", """{"day":"2026-11-20","deep":{"n":1.5,"on":true},"list":[1,2],"none":null}""", "--warn-error-options", """{"error":"all"}"""]);
    }

    [Theory]
    [InlineData(new[] { "build" }, "build")]
    [InlineData(new[] { "--log-format", "json", "source", "freshness" }, "source freshness")]
    [InlineData(new[] { "docs", "generate" }, "docs generate")]
    [InlineData(new[] { "--version" }, "--version")]
    [InlineData(new[] { "--target", "test", "--no-use-colors", "-t", "seed", "build" }, "build")]
    [InlineData(new[] { "--target=test", "run" }, "run")]
    public void Command_is_found_among_the_arguments(string[] args, string command) => DbtCommand.Of(args).ShouldBe(command);

    [Fact]
    public async Task Folders_and_level_come_from_flags_before_settings()
    {
        Project.Ready();
        PrefectDbtRunner runner = Project.Runner;

        await InFlowAsync(() => runner.InvokeAsync(
            ["run", "--target-path", "out", "--log-level=warn", "-q", "--log-format", "text"],
            new Dictionary<string, object?> { ["target_path"] = "other", ["project_dir"] = Project.Folder, ["threads"] = 3, ["use_colors"] = true, ["log_format"] = "text" },
            Cancellation));

        string[] args = Project.Read("args").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        args[..3].ShouldBe(["run", "--threads", "3"]);
        args[Array.IndexOf(args, "--target-path") + 1].ShouldBe("out");
        args[Array.IndexOf(args, "--project-dir") + 1].ShouldBe(Project.Folder);
        args.ShouldNotContain("text");
        args.ShouldNotContain("-q");
        runner.TargetPath.ShouldBe("out");
        runner.LogLevel.ShouldBe(DbtLogLevel.Error);
        string environment = Project.Read("env");
        environment.ShouldContain("DBT_LOG_FORMAT=json\n");
        environment.ShouldContain("DBT_LOG_LEVEL=debug\n");
        environment.ShouldContain("DBT_LOG_LEVEL_FILE=error\n");
    }

    [Fact]
    public async Task Target_path_is_not_given_to_commands_that_have_none()
    {
        await InvokeAsync(Project.Ready().Runner, "deps");
        Project.Read("args").ShouldNotContain("--target-path");
    }

    [Fact]
    public async Task Arguments_are_checked_before_anything_is_run()
    {
        await Should.ThrowAsync<ArgumentException>(() => Project.Runner.InvokeAsync([], cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Project.Runner.InvokeAsync(null!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Project.Runner.InvokeAsync(["run", "--log-level", "loud"], cancellationToken: Cancellation));
        Should.Throw<ArgumentException>(() => new PrefectDbtSettings { ProjectDir = " " });
    }

    [Fact]
    public async Task Manifest_and_graph_are_read_when_dbt_has_written_them()
    {
        await Should.ThrowAsync<DbtConfigurationException>(() => Project.Runner.LoadManifestAsync(Cancellation));
        Project.Node("model.shop.a", []).Node("model.shop.b", ["model.shop.a"]).Node("model.shop.c", ["model.shop.b"]).Ready();
        await InvokeAsync(Project.Runner, "parse");

        (await Project.Runner.GetGraphAsync(Cancellation)).GetDependentNodes("model.shop.a").Order().ShouldBe(["model.shop.b", "model.shop.c"]);
        (await Project.Runner.GetProjectNameAsync(Cancellation)).ShouldBe("shop");
    }
}

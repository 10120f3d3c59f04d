using System.Text;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class KeptLogTests
{
    private readonly RecordedStore _store = new();

    [Fact]
    public void A_line_is_kept_with_the_ids_of_its_run()
    {
        using LogsTo logs = new();
        FlowRunContext flow = StandIns.Flow(store: _store);
        TaskRunContext task = StandIns.Task(flow);
        RunLogger.For(flow).LogInformation("Loading {Folder}", "data");
        RunLogger.For(task).LogError("Failed");
        _store.Logs[0].ShouldSatisfyAllConditions(
            log => log.Message.ShouldBe("Loading data"),
            log => log.Logger.ShouldBe("prefect.flow_runs"),
            log => log.Level.ShouldBe(LogLevel.Information),
            log => log.FlowRunId.ShouldBe(flow.FlowRun.Id),
            log => log.TaskRunId.ShouldBeNull());
        _store.Logs[1].ShouldSatisfyAllConditions(
            log => log.Logger.ShouldBe("prefect.task_runs"),
            log => log.FlowRunId.ShouldBe(flow.FlowRun.Id),
            log => log.TaskRunId.ShouldBe(task.TaskRun.Id));
    }

    [Theory]
    [InlineData("INFO", 3)]
    [InlineData("DEBUG", 4)]
    [InlineData("ERROR", 1)]
    public void The_setting_of_the_level_decides_what_is_kept(string level, int kept)
    {
        using LogsTo logs = new(("logging.level", level));
        ILogger logger = RunLogger.For(StandIns.Flow(store: _store));
        logger.LogTrace("1");
        logger.LogDebug("2");
        logger.LogInformation("3");
        logger.LogWarning("4");
        logger.LogError("5");
        _store.Logs.Count.ShouldBe(kept);
        logs.Log.Entries.Count.ShouldBe(5);
    }

    [Fact]
    public void Nothing_is_kept_when_the_setting_is_off()
    {
        using LogsTo logs = new(("logging.to_api.enabled", "false"));
        RunLogger.For(StandIns.Flow(store: _store)).LogError("Failed");
        _store.Logs.ShouldBeEmpty();
        logs.Log.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_entry_can_be_kept_out_of_the_runs_log()
    {
        using LogsTo logs = new();
        ILogger logger = RunLogger.For(StandIns.Flow(store: _store));
        using (logger.BeginScope(new Dictionary<string, object?> { ["send_to_api"] = false }))
        {
            logger.LogInformation("scope");
        }

        RunLogger.GetRunLogger(StandIns.Flow(store: _store), new Dictionary<string, object?> { ["send_to_api"] = false }).LogInformation("extra");
        logger.Log(LogLevel.Information, default, new Dictionary<string, object?> { ["send_to_api"] = false }, null, (_, _) => "entry");
        logger.LogInformation("kept");
        _store.Messages.ShouldBe(["kept"]);
        logs.Log.Entries.Select(entry => entry.Message).ShouldBe(["scope", "extra", "entry", "kept"]);
    }

    [Fact]
    public void An_exception_follows_the_message()
    {
        using LogsTo logs = new();
        RunLogger.For(StandIns.Flow(store: _store)).LogError(new InvalidOperationException("the disk is full"), "Could not write");
        _store.Messages.Single().ShouldBe($"Could not write\n{typeof(InvalidOperationException).FullName}: the disk is full");
    }

    [Fact]
    public void Secrets_are_masked_in_message_and_exception_and_scope()
    {
        using LogsTo logs = new(("api.key", "pnu_0123456789abcdef"));
        string secret = new SecretString("zebra-crossing-42").Reveal();
        FlowRunContext flow = StandIns.Flow(StandIns.FlowRun($"run of {secret}"), _store);
        RunLogger.For(flow).LogError(new InvalidOperationException(secret), "{Secret} and {Key}", secret, "pnu_0123456789abcdef");
        string everything = string.Concat(logs.Log.Entries) + string.Concat(_store.Messages);
        everything.ShouldNotContain(secret);
        everything.ShouldNotContain("pnu_0123456789abcdef");
        _store.Messages.Single().ShouldStartWith("********** and **********");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("😀")]
    public void A_long_message_is_cut_between_characters(string character)
    {
        using LogsTo logs = new(("logging.to_api.max_log_size", "200"));
        RunLogger.For(StandIns.Flow(store: _store)).LogInformation("{Text}", string.Concat(Enumerable.Repeat(character, 500)));
        string kept = _store.Messages.Single();
        kept.ShouldEndWith("... [truncated]");
        Encoding.UTF8.GetByteCount(kept).ShouldBeInRange(200 - 3, 200);
        kept.ShouldNotContain("\uFFFD");
    }

    [Fact]
    public void A_message_of_exactly_the_most_bytes_is_whole()
    {
        using LogsTo logs = new(("logging.to_api.max_log_size", "200"));
        RunLogger.For(StandIns.Flow(store: _store)).LogInformation("{Text}", new string('漢', 66) + "ab");
        _store.Messages.Single().ShouldBe(new string('漢', 66) + "ab");
    }

    [Fact]
    public void A_failing_sink_or_message_does_not_fail_the_run()
    {
        using LogsTo logs = new();
        ILogger logger = RunLogger.For(StandIns.Flow(store: _store));
        logger.Log<int>(LogLevel.Information, default, 1, null, (_, _) => throw new FormatException("no such argument"));
        _store.Messages.Single().ShouldStartWith("An entry could not be logged: no such argument");
    }

    [Fact]
    public void Levels_have_prefects_numbers()
    {
        LogLevel[] levels = [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];
        levels.Select(level => level.ToNumber()).ShouldBe([5, 10, 20, 30, 40, 50]);
        levels.Select(level => RunLogLevels.FromNumber(level.ToNumber())).ShouldBe(levels);
        RunLogLevels.FromNumber(25).ShouldBe(LogLevel.Information);
        Should.Throw<ArgumentOutOfRangeException>(() => LogLevel.None.ToNumber());
    }
}

using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class RunLoggerProviderTests
{
    private readonly RecordedStore _store = new();

    [Fact]
    public void A_listed_logger_writes_into_the_runs_log()
    {
        using LogsTo logs = new(("logging.extra_loggers", "Orders,Stock.Count"));
        using RunLoggerProvider provider = new();
        FlowRunContext flow = StandIns.Flow(store: _store);
        using (flow.Enter())
        {
            foreach (string category in (string[])["Orders", "Orders.Europe", "Ordersheet", "Stock", "Stock.Count"])
            {
                provider.CreateLogger(category).LogInformation("from {Category}", category);
                provider.CreateLogger(category).LogDebug("below the level");
            }
        }

        _store.Logs.Select(log => (log.Logger, log.Message, log.FlowRunId)).ShouldBe(
            [("Orders", "from Orders", flow.FlowRun.Id), ("Orders.Europe", "from Orders.Europe", flow.FlowRun.Id), ("Stock.Count", "from Stock.Count", flow.FlowRun.Id)]);
    }

    [Fact]
    public void A_scope_can_keep_entries_out()
    {
        using LogsTo logs = new(("logging.extra_loggers", "Orders"));
        using RunLoggerProvider provider = new();
        LoggerExternalScopeProvider scopes = new();
        provider.SetScopeProvider(scopes);
        using IDisposable inside = StandIns.Flow(store: _store).Enter();
        using (scopes.Push(new Dictionary<string, object?> { ["send_to_api"] = false }))
        {
            provider.CreateLogger("Orders").LogInformation("out");
        }

        provider.CreateLogger("Orders").LogInformation("in");
        _store.Messages.ShouldBe(["in"]);
    }

    [Theory]
    [InlineData("warn", 1)]
    [InlineData("ignore", 0)]
    public void Outside_runs_it_warns_once_or_not_at_all(string setting, int warnings)
    {
        using LogsTo logs = new(("logging.extra_loggers", "Orders"), ("logging.to_api.when_missing_flow", setting));
        using RunLoggerProvider provider = new();
        ILogger logger = provider.CreateLogger("Orders");
        logger.LogInformation("a");
        logger.LogInformation("b");
        logs.Log.Entries.Count(entry => entry.Category == "prefect.logging" && entry.Level == LogLevel.Warning && entry.Message.Contains("Orders")).ShouldBe(warnings);
    }

    [Fact]
    public void Outside_runs_it_fails_when_the_setting_says_so()
    {
        using LogsTo logs = new(("logging.extra_loggers", "Orders"), ("logging.to_api.when_missing_flow", "error"));
        using RunLoggerProvider provider = new();
        Should.Throw<MissingContextException>(() => provider.CreateLogger("Orders").LogInformation("a"));
    }

    [Fact]
    public void What_blocks_log_inside_a_run_is_kept_with_it()
    {
        using LogsTo logs = new();
        ILogger ofBlock = PrefectLogging.CreateLogger(typeof(Secret));
        using (StandIns.Flow(store: _store).Enter())
        {
            RunLogger.Current.LogInformation("first");
            ofBlock.LogInformation("second");
            PrefectLogging.CreateLogger("internal").LogInformation("not this");
        }

        ofBlock.LogInformation("outside");
        _store.Logs.Select(log => log.Message).ShouldBe(["first", "second"]);
    }
}

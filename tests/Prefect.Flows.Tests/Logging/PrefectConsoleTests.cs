using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class PrefectConsoleTests
{
    [Fact]
    public void Entries_look_as_prefects_do()
    {
        using LogsTo logs = new(("logging.level", "DEBUG"));
        using StringWriter printed = new() { NewLine = "\n" };
        using IDisposable clock = FlowClock.Use(new StoppedClock());
        PrefectLogging.LoggerFactory = new PrefectConsole(printed);
        FlowRunContext flow = StandIns.Flow();
        RunLogger.For(flow).LogInformation("Loading {Folder}", "data");
        RunLogger.For(flow).GetChild("reader").LogDebug("Read");
        RunLogger.For(StandIns.Task(flow)).LogError(new InvalidOperationException("the disk is full"), "Could not write");
        PrefectLogging.CreateLogger("orders").LogCritical("Lost");
        printed.ToString().ReplaceLineEndings("\n").ShouldBe(
            """
            12:07:31.042 | INFO    | Flow run 'crimson-owl' - Loading data
            12:07:31.042 | DEBUG   | Flow run 'crimson-owl' - Read
            12:07:31.042 | ERROR   | Task run 'count-1' - Could not write
            System.InvalidOperationException: the disk is full
            12:07:31.042 | CRITICAL | prefect.orders - Lost

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Only_the_level_is_coloured_and_only_where_it_may_be()
    {
        using LogsTo logs = new();
        using StringWriter printed = new();
        PrefectLogging.LoggerFactory = new PrefectConsole(printed, colors: true);
        RunLogger.For(StandIns.Flow()).LogWarning("Careful");
        printed.ToString().ShouldContain(" | \e[33mWARNING\e[0m | Flow run 'crimson-owl' - Careful");
    }

    [Fact]
    public void What_is_below_the_setting_is_not_printed()
    {
        using LogsTo logs = new(("logging.level", "WARNING"));
        using StringWriter printed = new();
        PrefectLogging.LoggerFactory = new PrefectConsole(printed);
        RunLogger.For(StandIns.Flow()).LogInformation("not this");
        printed.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Secrets_are_masked_for_other_factories_too()
    {
        using LogsTo logs = new();
        using StringWriter printed = new();
        string secret = new SecretString("ostrich-feather-9").Reveal();
        using PrefectConsole console = new(printed);
        console.CreateLogger("app").LogInformation("{Secret}", secret);
        printed.ToString().ShouldContain("app - **********");
    }

    [Fact]
    public void It_is_its_own_only_provider()
    {
        using PrefectConsole console = new(TextWriter.Null);
        using RunLoggerProvider provider = new();
        Should.Throw<NotSupportedException>(() => console.AddProvider(provider));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 7, 31, 42, TimeSpan.Zero);
    }
}

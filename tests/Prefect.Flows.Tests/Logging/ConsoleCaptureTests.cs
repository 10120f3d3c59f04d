using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class ConsoleCaptureTests : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly StringWriter _console = new();
    private readonly RecordedStore _store = new();
    private readonly LogsTo _logs = new();

    public ConsoleCaptureTests()
    {
        Console.SetOut(_console);
        Console.SetError(_console);
        ConsoleCapture.EnsureInstalled();
    }

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
        _logs.Dispose();
    }

    [Fact]
    public void What_a_run_prints_is_logged_line_by_line()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            Console.Write("one");
            Console.Write(" line\r");
            Console.Write("\nanother\nbegun");
            Console.WriteLine();
            Console.WriteLine("{0} of {1}", 1, 2);
            Console.Error.WriteLine("an error");
            Console.Write('x');
        }

        ConsoleCapture.Flush(flow);
        _store.Messages.ShouldBe(["one line", "another", "begun", "1 of 2", "an error", "x"]);
        _store.Logs.ShouldAllBe(log => log.Level == LogLevel.Information && log.Logger == "prefect.flow_runs" && log.FlowRunId == flow.FlowRun.Id);
        _logs.Log.Entries.Select(entry => entry.Message).ShouldBe(_store.Messages);
        _console.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Prints_and_entries_stay_in_order()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            for (int index = 0; index < 100; index++)
            {
                Console.WriteLine($"print {index}");
                RunLogger.Current.LogInformation("entry {Index}", index);
            }
        }

        _store.Messages.ShouldBe(Enumerable.Range(0, 100).SelectMany(index => new[] { $"print {index}", $"entry {index}" }));
    }

    [Fact]
    public void A_run_that_does_not_log_prints_prints_also_inside_one_that_does()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        TaskRunContext task = StandIns.Task(flow, logPrints: false);
        Console.WriteLine("outside");
        using (flow.Enter())
        using (task.Enter())
        {
            Console.WriteLine("in the task");
        }

        ConsoleCapture.Flush(flow);
        _console.ToString().ShouldBe($"outside{Environment.NewLine}in the task{Environment.NewLine}");
        _store.Logs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_mix()
    {
        FlowRunContext[] flows = [.. Enumerable.Range(0, 8).Select(index => StandIns.Flow(StandIns.FlowRun($"run {index}"), _store, logPrints: true))];
        await Task.WhenAll(flows.Select(flow => Task.Run(async () =>
        {
            using IDisposable inside = flow.Enter();
            for (int line = 0; line < 50; line++)
            {
                foreach (char letter in $"{flow.FlowRun.Name} line {line}")
                {
                    Console.Write(letter);
                }

                await Task.Yield();
                Console.WriteLine();
            }

            ConsoleCapture.Flush(flow);
        })));
        foreach (FlowRunContext flow in flows)
        {
            _store.Logs.Where(log => log.FlowRunId == flow.FlowRun.Id).Select(log => log.Message)
                .ShouldBe(Enumerable.Range(0, 50).Select(line => $"{flow.FlowRun.Name} line {line}"));
        }
    }

    [Fact]
    public void A_logger_that_prints_does_not_loop()
    {
        PrefectLogging.LoggerFactory = new PrefectConsole(Console.Out, colors: false);
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            Console.WriteLine("hello");
            ConsoleCapture.Flush(flow);
        }

        _store.Messages.ShouldBe(["hello"]);
        _console.ToString().ShouldEndWith($" | INFO    | Flow run 'crimson-owl' - hello{Environment.NewLine}");
        _console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_print_that_no_logger_shows_is_kept_and_shown()
    {
        PrefectLogging.LoggerFactory = null!;
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            Console.WriteLine("hello");
        }

        ConsoleCapture.Flush(flow);
        _console.ToString().ShouldBe($"hello{Environment.NewLine}");
        _store.Messages.ShouldBe(["hello"]);
    }

    [Fact]
    public void A_logger_that_waits_for_somebody_who_prints_does_not_wait_for_ever()
    {
        using WaitingLogs waiting = new();
        PrefectLogging.LoggerFactory = waiting;
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            Console.WriteLine("hello");
        }

        ConsoleCapture.Flush(flow);
        waiting.Waits.ShouldBe(1);
        _console.ToString().ShouldBe($"shown{Environment.NewLine}");
    }

    [Fact]
    public void A_surrogate_pair_printed_in_halves_and_a_line_without_end_come_out_whole()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            Console.Write("😀"[0]);
            Console.Write("😀"[1]);
            Console.WriteLine();
            Console.Write(new string('a', (1 << 20) - 1) + "😀"[0]);
            Console.Write("😀"[1]);
        }

        ConsoleCapture.Flush(flow);
        _store.Messages[0].ShouldBe("😀");
        _store.Messages[2].ShouldBe("😀");
        _store.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public void A_storm_of_characters_becomes_one_line()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        {
            for (int index = 0; index < 100_000; index++)
            {
                Console.Write('.');
            }

            Console.WriteLine();
        }

        ConsoleCapture.Flush(flow);
        _store.Messages.Single().Length.ShouldBe(100_000);
    }

    [Fact]
    public void Getting_hold_of_the_console_twice_changes_nothing()
    {
        TextWriter routed = Console.Out;
        ConsoleCapture.EnsureInstalled();
        Console.Out.ShouldBeSameAs(routed);
    }

    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData(null, null, true, true)]
    [InlineData(null, true, false, true)]
    [InlineData(false, true, true, false)]
    [InlineData(true, false, false, true)]
    public void The_option_decides_then_the_run_around_then_the_setting(bool? option, bool? outer, bool setting, bool expected)
    {
        using IDisposable settings = Prefect.Client.PrefectSettings.Use(LogsTo.Settings(("logging.log_prints", setting ? "true" : "false")));
        ConsoleCapture.Decide(option, outer is { } prints ? StandIns.Flow(logPrints: prints) : null).ShouldBe(expected);
    }

    [Fact]
    public void While_run_loggers_are_off_prints_are_shown()
    {
        FlowRunContext flow = StandIns.Flow(store: _store, logPrints: true);
        using (flow.Enter())
        using (RunLogger.Disable())
        {
            Console.WriteLine("shown");
        }

        ConsoleCapture.Flush(flow);
        _console.ToString().ShouldBe($"shown{Environment.NewLine}");
    }

    private sealed class WaitingLogs : ILoggerFactory, ILogger
    {
        public int Waits { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Thread consumer;
            using (ExecutionContext.SuppressFlow())
            {
                consumer = new(() => Console.WriteLine("shown"));
                consumer.Start();
            }

            Waits += consumer.Join(TimeSpan.FromMinutes(2)) ? 1 : 0;
        }
    }
}

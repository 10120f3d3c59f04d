using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Stores;

/// <summary>What is reported while the store cannot be written.</summary>
[Collection<RunsAlone>]
public sealed class LostReportTests : RunStoreTest
{
    [Fact(Timeout = 600_000)]
    public async Task A_batch_that_is_lost_in_the_background_is_logged_once_and_thrown_by_the_next_flush()
    {
        using LogsTo logs = new();
        await FillDiskAsync();
        TaskRun run = NewTaskRun(null);
        await Store.ReportAsync(run, Token);
        await UntilAsync(() => Entries(logs).Count == 1);
        Store.Report(Line(new string('x', 4_000_000)));

        RunStoreException told = await Should.ThrowAsync<RunStoreException>(async () => await Store.FlushAsync(Token));

        told.Message.ShouldStartWith($"2 task runs or lines of logs could not be kept in {File}.");
        CapturedLogEntry entry = Entries(logs).ShouldHaveSingleItem();
        entry.Level.ShouldBe(LogLevel.Error);
        entry.Message.ShouldContain(File);
        entry.ToString().ShouldContain(nameof(RunStoreException));
        await Store.FlushAsync(Token);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_end_of_the_trouble_is_logged_with_what_it_cost()
    {
        using LogsTo logs = new();
        await FillDiskAsync();
        Store.Report(Line(new string('x', 4_000_000)));
        await Should.ThrowAsync<RunStoreException>(async () => await Store.FlushAsync(Token));
        await EmptyDiskAsync();

        TaskRun run = NewTaskRun(null);
        run.Enter(State.Running());
        await Store.ReportAsync(run, Token);
        await Store.FlushAsync(Token);

        Entries(logs)[^1].Message.ShouldEndWith("can be written again; 1 task runs or lines of logs were lost");
        (await Store.FindTaskRunAsync(run.Id, Token)).ShouldNotBeNull();
    }

    [Fact(Timeout = 600_000)]
    public async Task What_is_lost_when_the_store_is_closed_is_thrown_and_logged()
    {
        using LogsTo logs = new();
        EmbeddedRunStore store = Store;
        await FillDiskAsync();
        store.Report(Line(new string('x', 4_000_000)));

        await Should.ThrowAsync<RunStoreException>(async () => await store.DisposeAsync());

        Entries(logs).ShouldHaveSingleItem();
        await store.DisposeAsync();
        Should.Throw<ObjectDisposedException>(() => store.CreateAsync(NewFlowRun(), Token).AsTask());
    }

    [Fact(Timeout = 600_000)]
    public async Task A_logger_that_reports_to_the_store_that_it_hears_of_does_not_stop_it()
    {
        using LogsTo logs = new();
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await FillDiskAsync();
        List<RunStoreException> heard = [];
        using IDisposable echo = Blocks.PrefectLogging.Listen(new Echo(async () =>
            heard.Add(await Should.ThrowAsync<RunStoreException>(async () => await Store.FlushAsync(Token)))));
        Store.Report(Line(new string('x', 4_000_000)));

        await Store.FlushAsync(Token);

        heard.ShouldHaveSingleItem();
    }

    private static List<CapturedLogEntry> Entries(LogsTo logs) =>
        [.. logs.Log.Entries.Where(entry => entry.Label.Contains(nameof(EmbeddedRunStore), StringComparison.Ordinal))];

    private static RunLog Line(string text) => new(FlowClock.Now, LogLevel.Error, "l", text, null, null);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(5, Token);
        }
    }

    private Task FillDiskAsync() =>
        Store.Database.WriteAsync(
            database =>
            {
                // A task run would fit into the free space of a page that is there.
                database.Execute("CREATE TRIGGER full_disk BEFORE INSERT ON task_runs BEGIN SELECT RAISE(ABORT, 'full'); END");
                database.Execute("PRAGMA max_page_count = 1");
            },
            cancellationToken: Token).AsTask();

    private Task EmptyDiskAsync() =>
        Store.Database.WriteAsync(
            database =>
            {
                database.Execute("PRAGMA max_page_count = 1000000");
                database.Execute("DROP TRIGGER full_disk");
            },
            cancellationToken: Token).AsTask();

    private sealed class Echo(Func<Task> heard) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Ear(heard, categoryName.Contains(nameof(EmbeddedRunStore), StringComparison.Ordinal));

        public void Dispose()
        {
        }

        private sealed class Ear(Func<Task> heard, bool isMeant) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => isMeant;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                Blocks.Sync.Run(heard);
        }
    }
}

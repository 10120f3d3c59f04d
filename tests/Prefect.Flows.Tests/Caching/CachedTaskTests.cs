using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows.Tests.Results;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Caching;

[Collection<RunsAlone>]
public sealed class CachedTaskTests : IDisposable
{
    private readonly ResultFolder _folder = new();
    private readonly IDisposable _store = RunStore.Use(new UnrecordedRunStore("a test", static () => throw new NotSupportedException()));
    private int _runs;

    private static TaskOptions Cached => new() { CachePolicy = CachePolicy.Inputs };

    [Fact]
    public async Task A_second_call_finds_the_result_and_does_not_run_the_body()
    {
        FlowTask<int, int> task = Counted(Cached);
        State<int> first = await task.RunStateAsync(5, TestContext.Current.CancellationToken);
        State<int> second = await task.RunStateAsync(5, TestContext.Current.CancellationToken);
        first.Name.ShouldBe("Completed");
        second.Name.ShouldBe("Cached");
        second.IsCompleted.ShouldBeTrue();
        (await second.ResultAsync(TestContext.Current.CancellationToken)).ShouldBe(10);
        (await task.RunAsync(6, TestContext.Current.CancellationToken)).ShouldBe(12);
        _runs.ShouldBe(2);
        _folder.Files.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Without_persistence_nothing_is_found_or_written()
    {
        FlowTask<int, int> task = Counted(new TaskOptions());
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(2);
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_kept_and_never_cached()
    {
        FlowTask<int, int> task = FlowTask.Define("fail", (int x) => Fail(x), Cached);
        for (int call = 1; call <= 2; call++)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => task.RunAsync(5, TestContext.Current.CancellationToken));
            _runs.ShouldBe(call);
            _folder.Files.Count().ShouldBe(call);
        }

        _folder.Files.ShouldAllBe(file => File.ReadAllText(file).Contains("__exc_type__"));
    }

    [Fact]
    public async Task A_result_expires()
    {
        ManualClock clock = new();
        using IDisposable scope = FlowClock.Use(clock);
        FlowTask<int, int> task = Counted(Cached with { CacheExpiration = TimeSpan.FromMinutes(1) });
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(59));
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(2);
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_refresh_ignores_what_is_there_and_renews_it()
    {
        FlowTask<int, int> task = FlowTask.Define("count", (int x) => ++_runs, Cached);
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        (await task.With(options => options with { RefreshCache = true }).RunAsync(5, TestContext.Current.CancellationToken)).ShouldBe(2);
        (await task.RunAsync(5, TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Theory]
    [InlineData("tasks.refresh_cache", true, 2)]
    [InlineData("tasks.disable_caching", true, 2)]
    [InlineData("tasks.default_no_cache", true, 1)]
    [InlineData("tasks.default_no_cache", false, 2)]
    public async Task Settings_change_caching(string setting, bool hasPolicy, int runs)
    {
        using ResultFolder folder = new((setting, "true"));
        FlowTask<int, int> task = Counted(new TaskOptions { PersistResult = true, CachePolicy = hasPolicy ? CachePolicy.Inputs : null });
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(runs);
    }

    [Fact]
    public async Task A_key_function_sees_resolved_arguments_and_wins()
    {
        FlowTask<int, int> task = Counted(Cached with { CacheKeyFunction = (_, parameters) => $"count-{parameters["x"]}" });
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        Path.GetFileName(_folder.Files.Single()).ShouldBe("count-5");
    }

    [Fact]
    public async Task A_template_names_the_file_and_an_existing_one_is_used()
    {
        FlowTask<int, int> task = Counted(new TaskOptions { ResultStorageKey = "{task_run.task_name}/hello-{parameters[x]}.json", CacheKeyFunction = (_, _) => "other" });
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _folder.Read("count/hello-5.json").ShouldContain("\"result\":\"10\"");
        (await task.RunStateAsync(5, TestContext.Current.CancellationToken)).Name.ShouldBe("Cached");
        _runs.ShouldBe(1);
        Flow<int, int> flow = Flow.Define("outer", async (int x) =>
            await task.With(options => options with { ResultStorageKey = "{flow_run.flow_name}-{flow_run.parameters[x]}" }).RunAsync(x));
        await flow.RunAsync(7, TestContext.Current.CancellationToken);
        _folder.Read("outer-7").ShouldContain("\"result\":\"14\"");
    }

    [Theory]
    [InlineData("{task_run.name}|{task_run.run_count}|{task_run.parameters[x]}", "{0}|1|5")]
    [InlineData("{flow_run.name}|{deployment.id}|{deployment.name}|{flow_run.parent_deployment_id}", "{1}|null|null|null")]
    [InlineData("{flow_run.id}-{flow_run.root_flow_run_id}-{flow_run.run_count:03d}", "{2}-{2}-001")]
    [InlineData("{parameters[x]!r}{{}}{flow_run.scheduled_start_time:%Y}", "5{{}}{3}")]
    public async Task A_template_names_everything_that_code_can_ask_about_its_run(string template, string expected)
    {
        FlowTask<int, int> task = Counted(new TaskOptions { ResultStorageKey = template, RunName = "first" });
        FlowRun run = null!;
        Flow<int> flow = Flow.Define("outer", async () =>
        {
            run = FlowRunContext.Current!.FlowRun;
            return await task.RunAsync(5);
        });

        await flow.RunAsync(TestContext.Current.CancellationToken);

        Path.GetFileName(_folder.Files.Single()).ShouldBe(string.Format(
            System.Globalization.CultureInfo.InvariantCulture, expected, "first", run.Name, run.Id, run.ExpectedStartTime.UtcDateTime.Year));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_replaced()
    {
        FlowTask<int, int> task = Counted(new TaskOptions { ResultStorageKey = "k" });
        _folder.Write("k", """{"metadata":{"storage_key":"k","expiration":null,"serializer":{"type":"json"},"prefect_version":"3.8.3","storage_block_id":null},"result":"\"text\""}""");
        (await task.RunAsync(5, TestContext.Current.CancellationToken)).ShouldBe(10);
        (await task.RunStateAsync(5, TestContext.Current.CancellationToken)).Name.ShouldBe("Cached");
        _folder.Write("k", """{"metadata":{"storage_key":"k","expiration":null,"serializer":{"type":"pickle"},"prefect_version":"3.8.3","storage_block_id":null},"result":"gASVBA=="}""");
        (await task.RunAsync(5, TestContext.Current.CancellationToken)).ShouldBe(10);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_hashed_is_logged_and_not_kept()
    {
        using CapturedLog log = new();
        using LogScope scope = new(log);
        FlowTask<Stream, int> task = FlowTask.Define("read", (Stream source) => (int)source.Length, Cached);
        State<int> state = await task.RunStateAsync(new MemoryStream(), TestContext.Current.CancellationToken);
        state.Name.ShouldBe("Completed");
        _folder.Files.ShouldBeEmpty();
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is HashException);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_warns_and_the_run_completes()
    {
        using CapturedLog log = new();
        using LogScope scope = new(log);
        FlowTask<Stream> task = FlowTask.Define("open", () => (Stream)new MemoryStream(), new TaskOptions { PersistResult = true });
        State<Stream> state = await task.RunStateAsync(TestContext.Current.CancellationToken);
        state.Name.ShouldBe("Completed");
        _folder.Files.ShouldBeEmpty();
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("cannot be written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_storage_that_fails_in_the_commit_is_logged_and_rolls_back()
    {
        using CapturedLog log = new();
        using LogScope scope = new(log);
        List<string> order = [];
        FlowTask<int, int> task = Counted(Cached with
        {
            ResultStorage = ResultStorage.FromFileSystem(new FailingFiles { FailsToWrite = true }),
            OnRollback = [_ => Add(order, "rollback")],
            OnCommit = [_ => Add(order, "commit")],
        });
        (await task.RunStateAsync(5, TestContext.Current.CancellationToken)).IsCompleted.ShouldBeTrue();
        order.ShouldBe(["commit", "rollback"]);
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is IOException);
    }

    [Fact]
    public async Task The_record_of_an_inner_task_appears_when_the_outer_one_is_committed()
    {
        FlowTask<int, int> inner = Counted(Cached);
        int filesInside = -1;
        FlowTask<int, int> outer = FlowTask.Define("outer", async (int x) =>
        {
            int value = await inner.RunAsync(x);
            filesInside = _folder.Files.Count();
            return value;
        });
        await outer.RunAsync(5, TestContext.Current.CancellationToken);
        filesInside.ShouldBe(0);
        _folder.Files.Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_eager_transaction_commits_its_tasks_at_once()
    {
        FlowTask<int, int> task = Counted(Cached);
        await Transaction.RunAsync(new TransactionOptions { CommitMode = CommitMode.Eager }, async (_, ct) =>
        {
            await task.RunAsync(5, ct);
            _folder.Files.Count().ShouldBe(1);
        });
        await Transaction.RunAsync(async (_, ct) =>
        {
            await task.RunAsync(6, ct);
            _folder.Files.Count().ShouldBe(1);
        });
        _folder.Files.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Only_work_that_was_done_is_undone()
    {
        List<string> order = [];
        FlowTask<int, int> good = FlowTask.Define("good", (int x) => x, new TaskOptions { OnRollback = [_ => Add(order, "good")] });
        FlowTask<int, int> bad = FlowTask.Define("bad", (int x) => Fail(x), new TaskOptions { OnRollback = [_ => Add(order, "bad")] });
        await Should.ThrowAsync<InvalidOperationException>(() => Transaction.RunAsync(async (_, ct) =>
        {
            await good.RunAsync(1, ct);
            await bad.RunAsync(1, ct);
        }));
        order.ShouldBe(["good"]);
    }

    [Fact]
    public async Task A_failed_attempt_rolls_back_what_surrounds_it_unless_only_the_last_one_counts()
    {
        using CapturedLog log = new();
        using LogScope scope = new(log);
        FlowTask<int, int> flaky = FlowTask.Define("flaky", (int x) => ++_runs % 2 == 1 ? throw new InvalidOperationException("once") : x, new TaskOptions { Retries = 1 });
        Transaction strict = await Transaction.RunAsync(async (transaction, ct) =>
        {
            (await flaky.RunAsync(1, ct)).ShouldBe(1);
            return transaction;
        });
        strict.IsRolledBack.ShouldBeTrue();
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("RollbackOn", StringComparison.Ordinal));
        Transaction lenient = await Transaction.RunAsync(new TransactionOptions { RollbackOn = RollbackOn.FinalFailure }, async (transaction, ct) =>
        {
            (await flaky.RunAsync(1, ct)).ShouldBe(1);
            return transaction;
        });
        lenient.IsCommitted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_serializable_task_runs_once_for_all_who_ask_at_once()
    {
        CachePolicy policy = CachePolicy.Inputs.Configure(lockManager: MemoryLockManager.Shared, isolationLevel: IsolationLevel.Serializable);
        FlowTask<string, int> task = FlowTask.Define("slow", async (string x) =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref _runs);
        }, new TaskOptions { CachePolicy = policy });
        string input = Guid.NewGuid().ToString();
        int[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => task.RunAsync(input, TestContext.Current.CancellationToken))));
        results.ShouldAllBe(result => result == 1);
        FlowTask<string, int> locked = task.With(options => options with { CachePolicy = CachePolicy.Inputs.Configure(isolationLevel: IsolationLevel.Serializable) });
        (await Should.ThrowAsync<FlowConfigurationException>(() => locked.RunAsync(input, TestContext.Current.CancellationToken))).Message.ShouldContain("lock manager");
    }

    [Fact]
    public async Task A_result_out_of_memory_is_read_again()
    {
        FlowTask<int, int> task = Counted(Cached with { CacheResultInMemory = false });
        State<int> state = await task.RunStateAsync(5, TestContext.Current.CancellationToken);
        (await state.ResultAsync(TestContext.Current.CancellationToken)).ShouldBe(10);
        File.Delete(_folder.Files.Single());
        await task.RunAsync(5, TestContext.Current.CancellationToken);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_flow_keeps_its_result_bare_and_its_tasks_inherit_that()
    {
        FlowTask<int, int> task = Counted(new TaskOptions());
        Flow<int, int> flow = Flow.Define("keep", (int x) => task.RunAsync(x), new FlowOptions { PersistResult = true });
        await flow.RunAsync(5, TestContext.Current.CancellationToken);
        string[] contents = [.. _folder.Files.Select(File.ReadAllText)];
        contents.Length.ShouldBe(2);
        contents.ShouldContain("10");
        contents.ShouldContain(content => content.StartsWith("{\"metadata\":"));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static ValueTask Add(List<string> list, string text)
    {
        list.Add(text);
        return ValueTask.CompletedTask;
    }

    private FlowTask<int, int> Counted(TaskOptions options) => FlowTask.Define("count", (int x) => Count(x), options);

    private int Count(int x)
    {
        Interlocked.Increment(ref _runs);
        return x * 2;
    }

    private int Fail(int x)
    {
        _runs++;
        throw new InvalidOperationException($"no {x}");
    }

    private sealed class LogScope : IDisposable
    {
        private readonly ILoggerFactory _before = PrefectLogging.LoggerFactory;

        public LogScope(CapturedLog log) => PrefectLogging.LoggerFactory = log;

        public void Dispose() => PrefectLogging.LoggerFactory = _before;
    }
}

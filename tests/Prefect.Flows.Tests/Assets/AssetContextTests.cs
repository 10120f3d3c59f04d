using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class AssetContextTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly ManualClock _clock = new();
    private readonly IDisposable _use;
    private readonly IDisposable _time;
    private readonly FlowRunBook _book = new();

    public AssetContextTests()
    {
        _use = RunStore.Use(_store);
        _time = FlowClock.Use(_clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_task_without_assets_has_no_context_and_costs_nothing()
    {
        FlowTask<int> plain = FlowTask.Define("plain", () => 1);
        TaskRun run = Run(plain);
        AssetContext.For(plain, run, TaskRun.NoInputs, _book).ShouldBeNull();
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssetContext? none = AssetContext.For(plain, run, TaskRun.NoInputs, _book);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        none.ShouldBeNull();
    }

    [Fact]
    public async Task Assets_pass_through_tasks_that_make_none()
    {
        FlowTask<int> first = FlowTask.Define("first", () => 1).Materializing("s3://raw");
        FlowTask<int> second = FlowTask.Define("second", () => 2, new() { AssetDependencies = ["pg://side"] });
        FlowTask<int> third = FlowTask.Define("third", () => 3).Materializing([new Asset("s3://clean")], by: "dbt");
        TaskRun one = Run(first);
        TaskRun two = Run(second);
        TaskRun three = Run(third);
        AssetContext.For(first, one, TaskRun.NoInputs, _book)!.Upstream.ShouldBeEmpty();
        AssetContext.For(second, two, Inputs("x", one), _book)!.Upstream.ShouldBe(["s3://raw"]);
        AssetContext last = AssetContext.For(third, three, Inputs("x", two), _book)!;
        last.Upstream.Select(asset => asset.Key).ShouldBe(["s3://raw", "pg://side"], ignoreOrder: true);
        _book.AssetsOf(three.Id).ShouldBe(["s3://clean"]);
        AssetContext.For(second, two, Inputs("__parents__", one), _book)!.Upstream.ShouldBeEmpty();

        using (last.Enter())
        {
            last.Downstream[0].AddMetadata(new Dictionary<string, object?> { ["rows"] = 12, ["ok"] = false });
            last.Downstream[0].AddMetadata(new Dictionary<string, object?> { ["ok"] = true });
        }

        await last.EmitAsync(State.Completed());
        List<PrefectEvent> events = await EventsAsync();
        events.Select(occurrence => (occurrence.Name, occurrence.Resource["prefect.resource.id"])).ShouldBe(
            [
                ("prefect.asset.referenced", "s3://raw"),
                ("prefect.asset.referenced", "pg://side"),
                ("prefect.asset.materialization.succeeded", "s3://clean"),
            ],
            ignoreOrder: true);
        PrefectEvent made = events.Single(occurrence => occurrence.Name.EndsWith("succeeded", StringComparison.Ordinal));
        made.Payload.GetRawText().ShouldBe("""{"rows":12,"ok":true}""");
        made.Related.Select(related => (related["prefect.resource.role"], related["prefect.resource.id"])).ShouldBe(
            [("asset", "s3://raw"), ("asset", "pg://side"), ("asset-materialized-by", "dbt")], ignoreOrder: true);
        events[0].Related.Count.ShouldBe(events[0] == made ? 3 : 0);
    }

    [Fact]
    public async Task Only_the_end_of_making_something_is_made_known()
    {
        FlowTask<int> uses = FlowTask.Define("uses", () => 1, new() { AssetDependencies = ["s3://a"] });
        await AssetContext.For(uses, Run(uses), TaskRun.NoInputs, _book)!.EmitAsync(State.Completed());
        FlowTask<int> makes = FlowTask.Define("makes", () => 1).Materializing("s3://b");
        AssetContext context = AssetContext.For(makes, Run(makes), TaskRun.NoInputs, book: null)!;
        await context.EmitAsync(State.Completed(name: "Cached"));
        await context.EmitAsync(State.Cancelled());
        (await EventsAsync()).ShouldBeEmpty();
        await context.EmitAsync(State.Failed("broken"));
        (await EventsAsync()).Single().Name.ShouldBe("prefect.asset.materialization.failed");
    }

    [Fact]
    public void Metadata_is_for_the_assets_that_the_task_makes()
    {
        Dictionary<string, object?> metadata = new() { ["rows"] = 1 };
        Asset made = "s3://b";
        Should.Throw<MissingContextException>(() => made.AddMetadata(metadata));
        FlowTask<int> makes = FlowTask.Define("makes", () => 1).Materializing(made);
        using IDisposable inside = AssetContext.For(makes, Run(makes), TaskRun.NoInputs, _book)!.Enter();
        Should.Throw<ArgumentException>(() => new Asset("s3://other").AddMetadata(metadata)).Message.ShouldContain("s3://b");
        Should.Throw<ArgumentNullException>(() => made.AddMetadata(null!));
        Should.Throw<ArgumentException>(() => made.AddMetadata(new Dictionary<string, object?> { ["bad"] = typeof(int) }));
        made.AddMetadata(metadata);
    }

    public async ValueTask DisposeAsync()
    {
        _time.Dispose();
        _use.Dispose();
        await _store.DisposeAsync();
    }

    private static Dictionary<string, IReadOnlyList<RunReference>> Inputs(string parameter, TaskRun run) =>
        new() { [parameter] = [new RunReference(RunKind.Task, run.Id)] };

    private TaskRun Run(FlowTask task) => new(Guid.NewGuid(), _clock.GetUtcNow()) { TaskName = task.Name, TaskKey = task.Key, DynamicKey = "0" };

    private async Task<List<PrefectEvent>> EventsAsync() => await _store.Events!.ListAsync(cancellationToken: Cancellation).ToListAsync(Cancellation);
}

using System.Data;
using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class ArtifactTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly ManualClock _clock = new();
    private readonly IDisposable _use;
    private readonly IDisposable _time;

    public ArtifactTests()
    {
        _use = RunStore.Use(_store);
        _time = FlowClock.Use(_clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_Markdown()
    {
        Guid id = await Artifacts.CreateLinkAsync("https://example.test/x", "t", "wire-link", "synthetic", Cancellation);
        Artifact link = (await _store.Artifacts.FindAsync(id, Cancellation))!;
        (link.Type, link.Text, link.Key, link.Description).ShouldBe(("markdown", "[t](https://example.test/x)", "wire-link", "synthetic"));
        await Artifacts.CreateLinkAsync("https://example.test", key: "bare", cancellationToken: Cancellation);
        (await Artifact.GetAsync("bare", Cancellation))!.Text.ShouldBe("[https://example.test](https://example.test)");
    }

    [Fact]
    public async Task A_table_of_dictionaries_has_the_text_that_Python_writes()
    {
        List<Dictionary<string, object?>> rows = [new() { ["a"] = 1, ["b"] = "x" }, new() { ["a"] = 2, ["b"] = double.NaN }];
        await Artifacts.CreateTableAsync(rows, "wire-table", cancellationToken: Cancellation);
        Artifact table = (await Artifact.GetAsync("wire-table", Cancellation))!;
        table.Type.ShouldBe("table");
        table.Data.ValueKind.ShouldBe(JsonValueKind.String);
        table.Text.ShouldBe("""[{"a": 1, "b": "x"}, {"a": 2, "b": null}]""");
    }

    [Fact]
    public void Tables_come_in_every_shape()
    {
        TextOf(ArtifactDraft.Table([new Row("é", float.PositiveInfinity)])).ShouldBe("""[{"Name": "\u00e9", "Share": null}]""");
        TextOf(ArtifactDraft.Table(new Dictionary<string, int[]> { ["x"] = [1, 2] })).ShouldBe("""{"x": [1, 2]}""");
        TextOf(ArtifactDraft.Table(new object?[][] { [1, null, "a"] })).ShouldBe("""[[1, null, "a"]]""");
        TextOf(ArtifactDraft.Table(Array.Empty<Row>())).ShouldBe("[]");
        using DataTable data = new();
        data.Columns.Add("n", typeof(int));
        data.Columns.Add("s", typeof(string));
        data.Rows.Add(1, DBNull.Value);
        TextOf(ArtifactDraft.Table(data)).ShouldBe("""[{"n": 1, "s": null}]""");
    }

    [Fact]
    public async Task Progress_is_a_number_and_stays_between_0_and_100()
    {
        Guid id = await Artifacts.CreateProgressAsync(10, "bar", cancellationToken: Cancellation);
        (await _store.Artifacts.FindAsync(id, Cancellation))!.Data.GetDouble().ShouldBe(10);
        await Artifacts.UpdateProgressAsync(id, 55.5, cancellationToken: Cancellation);
        (await Artifact.GetAsync("bar", Cancellation))!.Data.GetRawText().ShouldBe("55.5");
        await Artifacts.UpdateProgressAsync(id, 120, "over", Cancellation);
        Artifact full = (await Artifact.GetAsync("bar", Cancellation))!;
        (full.Data.GetDouble(), full.Description).ShouldBe((100, "over"));
        await Artifacts.UpdateProgressAsync(id, -1, cancellationToken: Cancellation);
        full = (await Artifact.GetAsync("bar", Cancellation))!;
        (full.Data.GetDouble(), full.Description).ShouldBe((0, "over"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Artifacts.CreateProgressAsync(double.NaN, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_image_can_be_exchanged_for_another_image_only()
    {
        Guid id = await Artifacts.CreateImageAsync("https://example.test/i.png", "pic", cancellationToken: Cancellation);
        await Artifacts.UpdateImageAsync(id, "https://example.test/j.png", cancellationToken: Cancellation);
        (await Artifact.GetAsync("pic", Cancellation))!.Text.ShouldBe("https://example.test/j.png");
        await Should.ThrowAsync<ArtifactNotFoundException>(() => Artifacts.UpdateProgressAsync(id, 1, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArtifactNotFoundException>(() => Artifacts.UpdateImageAsync(Guid.NewGuid(), "https://example.test", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task The_key_keeps_its_history_and_gives_what_was_changed_last()
    {
        Guid bar = await Artifacts.CreateProgressAsync(1, "report", cancellationToken: Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Artifacts.CreateMarkdownAsync("two", "report", cancellationToken: Cancellation);
        (await Artifact.GetAsync("report", Cancellation))!.Text.ShouldBe("two");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Artifacts.UpdateProgressAsync(bar, 3, cancellationToken: Cancellation);
        (await Artifact.GetAsync("report", Cancellation))!.Id.ShouldBe(bar);

        (await _store.Artifacts.ListAsync(new ArtifactFilter { Key = "report" }, Cancellation).CountAsync(Cancellation)).ShouldBe(2);
        (await _store.Artifacts.ListAsync(new ArtifactFilter { LatestOnly = true }, Cancellation).SingleAsync(Cancellation)).Id.ShouldBe(bar);
        (await _store.Artifacts.DeleteAsync("report", Cancellation)).ShouldBe(2);
        (await Artifact.GetAsync("report", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Get_or_create_makes_one_and_then_finds_it()
    {
        ArtifactDraft draft = ArtifactDraft.Markdown("first") with { Key = "once" };
        (Artifact made, bool isCreated) = await Artifact.GetOrCreateAsync(draft, Cancellation);
        isCreated.ShouldBeTrue();
        (Artifact found, isCreated) = await Artifact.GetOrCreateAsync(ArtifactDraft.Markdown("second") with { Key = "once" }, Cancellation);
        isCreated.ShouldBeFalse();
        found.Id.ShouldBe(made.Id);
        found.Text.ShouldBe("first");
        await Should.ThrowAsync<ArgumentException>(() => Artifact.GetOrCreateAsync(ArtifactDraft.Markdown("x"), Cancellation));
    }

    [Fact]
    public async Task Artifacts_belong_to_the_run_that_makes_them()
    {
        FlowTask<Guid> make = FlowTask.Define("make", () => Artifacts.CreateMarkdownAsync("in a task"));
        Guid inTask = Guid.Empty;
        Flow<Guid> flow = Flow.Define("artifacts", async () =>
        {
            inTask = await make.RunAsync();
            return await Artifacts.CreateMarkdownAsync("in a flow");
        });
        Guid inFlow = await flow.RunAsync(Cancellation);

        Artifact ofFlow = (await _store.Artifacts.FindAsync(inFlow, Cancellation))!;
        Artifact ofTask = (await _store.Artifacts.FindAsync(inTask, Cancellation))!;
        ofFlow.FlowRunId.ShouldNotBeNull();
        ofFlow.TaskRunId.ShouldBeNull();
        ofTask.FlowRunId.ShouldBe(ofFlow.FlowRunId);
        ofTask.TaskRunId.ShouldNotBeNull();
        PrefectEvent made = await _store.Events!.ListAsync(new EventFilter { ResourceId = $"prefect.artifact.{inTask}" }, Cancellation).SingleAsync(Cancellation);
        made.Name.ShouldBe("prefect.artifact.created");
        made.Related.Select(related => related["prefect.resource.role"]).ShouldBe(["flow-run", "task-run", "flow"]);
    }

    [Fact]
    public async Task Secrets_are_masked()
    {
        SecretMasker.Add("canary-artifact-7731");
        await Artifacts.CreateMarkdownAsync("the key is canary-artifact-7731", "leak", "canary-artifact-7731", Cancellation);
        Artifact artifact = (await Artifact.GetAsync("leak", Cancellation))!;
        artifact.ToString().ShouldNotContain("canary");
        (artifact.Text + artifact.Description).ShouldNotContain("canary");
        TextOf(ArtifactDraft.Table([new Row("canary-artifact-7731", 1)])).ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a_b")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("ü")]
    public async Task Bad_keys_are_refused(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => Task.Run(() => Artifacts.CreateMarkdownAsync("x", key)));
        await Should.ThrowAsync<ArgumentException>(() => Task.Run(() => Artifacts.CreateLinkAsync("https://example.test", key: key)));
    }

    [Fact]
    public async Task Null_and_nothing_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => ArtifactDraft.Markdown(null!));
        Should.Throw<ArgumentNullException>(() => ArtifactDraft.Link(null!));
        Should.Throw<ArgumentException>(() => ArtifactDraft.Link(" "));
        Should.Throw<ArgumentException>(() => ArtifactDraft.Image(""));
        Should.Throw<ArgumentNullException>(() => ArtifactDraft.Table((IEnumerable<int>)null!));
        Should.Throw<ArgumentNullException>(() => ArtifactDraft.Table((DataTable)null!));
        Should.Throw<ArgumentException>(() => ArtifactDraft.Table("no table"));
        Should.Throw<ArgumentException>(() => ArtifactDraft.Table([typeof(int)]));
        await Should.ThrowAsync<ArgumentNullException>(() => Artifacts.CreateAsync(null!, Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Artifact.GetAsync(null!, Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Artifact.GetOrCreateAsync(null!, Cancellation));
    }

    public ValueTask DisposeAsync()
    {
        _time.Dispose();
        _use.Dispose();
        return _store.DisposeAsync();
    }

    private static string TextOf(ArtifactDraft draft) => draft.Data.GetString()!;

    private sealed record Row(string Name, float Share);
}

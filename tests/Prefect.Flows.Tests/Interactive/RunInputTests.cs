using System.Text.Json.Nodes;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Interactive;

public sealed class RunInputTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly EmbeddedRunStore _store;
    private readonly ManualClock _clock = new() { JumpsToTimers = true };

    public RunInputTests() => _store = EmbeddedRunStore.Open(_directory.Combine("runs.db"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(string), "strautomaticruninput-auto")]
    [InlineData(typeof(int), "intautomaticruninput-auto")]
    [InlineData(typeof(long), "intautomaticruninput-auto")]
    [InlineData(typeof(double), "floatautomaticruninput-auto")]
    [InlineData(typeof(bool?), "boolautomaticruninput-auto")]
    [InlineData(typeof(List<int>), "listautomaticruninput-auto")]
    [InlineData(typeof(Dictionary<string, int>), "dictautomaticruninput-auto")]
    [InlineData(typeof(Ask), "ask-auto")]
    [InlineData(typeof(Plain), "plainruninput-auto")]
    public void Types_have_the_names_that_Python_gives(Type type, string prefix) => RunInputType.Of(type).Prefix.ShouldBe(prefix);

    [Fact]
    public async Task Inputs_come_in_the_order_in_which_they_were_sent_each_once()
    {
        Flow<Guid> me = Flow.Define("receives", async () =>
        {
            Guid id = FlowRunContext.Require().FlowRun.Id;
            await FlowRuns.SendInputAsync("first", id);
            await FlowRuns.SendInputAsync("second", id);
            await FlowRuns.SendInputAsync(3, id);
            RunInputReceiver<string> receiver = FlowRuns.ReceiveInput<string>(new ReceiveInputOptions { Timeout = TimeSpan.Zero });
            List<string> got = [];
            await foreach (string text in receiver)
            {
                got.Add(text);
            }

            got.ShouldBe(["first", "second"]);
            receiver.Keys.Count.ShouldBe(2);
            receiver.Keys.ShouldAllBe(key => key.StartsWith("strautomaticruninput-auto-", StringComparison.Ordinal));
            (await receiver.GetAsync("strautomaticruninput-auto")).ShouldBe("second");
            (await receiver.GetAsync("nothing")).ShouldBeNull();
            (await FlowRuns.ReceiveInput<int>().NextAsync()).ShouldBe(3);
            RunInputEntry entry = (await RunInputs.FilterAsync("str"))[0];
            entry.Sender.ShouldBe($"prefect.flow-run.{id}");
            entry.Value.ShouldBe("""{"value":"first"}""");
            return id;
        });

        await RunAsync(me);
    }

    [Fact]
    public async Task An_input_that_does_not_come_ends_the_loop_or_throws()
    {
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            List<int> got = [];
            await foreach (int number in FlowRuns.ReceiveInput<int>(new ReceiveInputOptions { Timeout = TimeSpan.FromSeconds(25) }))
            {
                got.Add(number);
            }

            got.ShouldBeEmpty();
            RunInputReceiver<int> throws = FlowRuns.ReceiveInput<int>(new ReceiveInputOptions { Timeout = TimeSpan.FromSeconds(1), ThrowOnTimeout = true });
            await Should.ThrowAsync<TimeoutException>(async () => await throws.NextAsync());
            await Should.ThrowAsync<TimeoutException>(async () => await throws.GetAsyncEnumerator().MoveNextAsync());
            return 1;
        });

        await RunAsync(flow);
        _clock.Waits.ShouldContain(TimeSpan.FromSeconds(10));
        _clock.Waits.ShouldContain(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_record_comes_with_its_sender_and_can_be_answered()
    {
        Flow<int> flow = Flow.Define("answers", async () =>
        {
            Guid id = FlowRunContext.Require().FlowRun.Id;
            await new Ask(3).SendToAsync(id);
            Ask ask = await FlowRuns.ReceiveInput<Ask>().NextAsync();
            ask.ShouldBe(new Ask(3));
            ask.Metadata!.Receiver.ShouldBe(id);
            await ask.RespondAsync(new Plain("done"));
            ReceivedInput<Plain> reply = await FlowRuns.ReceiveInput<Plain>().NextWithMetadataAsync();
            reply.Value.ShouldBe(new Plain("done"));
            await FlowRuns.SendInputAsync("x", id, sender: "somebody", keyPrefix: "mine");
            ReceivedInput<string> named = await FlowRuns.ReceiveInput<string>(new ReceiveInputOptions { KeyPrefix = "mine" }).NextWithMetadataAsync();
            await Should.ThrowAsync<InvalidOperationException>(() => named.RespondAsync("y"));
            await Should.ThrowAsync<InvalidOperationException>(() => new Ask(1).RespondAsync("y"));
            return 1;
        });

        await RunAsync(flow);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_without_blocking_what_follows()
    {
        Flow<int> flow = Flow.Define("refuses", async () =>
        {
            await RunInputs.CreateAsync("ask-auto-1", JsonNode.Parse("""{"number": 1, "extra": 2}"""));
            await RunInputs.CreateAsync("ask-auto-2", JsonNode.Parse("""{"number": "two"}"""));
            await RunInputs.CreateAsync("ask-auto-3", JsonNode.Parse("""[1]"""));
            await RunInputs.CreateAsync("ask-auto-4", JsonNode.Parse("""{"number": 4}"""));
            RunInputReceiver<Ask> receiver = FlowRuns.ReceiveInput<Ask>();
            (await Should.ThrowAsync<RunInputException>(async () => await receiver.NextAsync())).Message.ShouldContain("'extra'");
            (await Should.ThrowAsync<RunInputException>(async () => await receiver.NextAsync())).Message.ShouldContain("'number'");
            await Should.ThrowAsync<RunInputException>(async () => await receiver.NextAsync());
            (await receiver.NextAsync()).Number.ShouldBe(4);
            return 1;
        });

        await RunAsync(flow);
    }

    [Fact]
    public async Task Single_inputs_are_created_read_and_deleted()
    {
        using IDisposable use = RunStore.Use(_store);
        Guid run = Guid.NewGuid();

        await RunInputs.CreateAsync("a.b-c_1", new JsonObject { ["x"] = 1 }, run, cancellationToken: Token);
        (await RunInputs.ReadAsync("a.b-c_1", run, Token))!.ToJsonString().ShouldBe("""{"x":1}""");
        await Should.ThrowAsync<InvalidOperationException>(() => RunInputs.CreateAsync("a.b-c_1", null, run, cancellationToken: Token));
        (await RunInputs.DeleteAsync("a.b-c_1", run, Token)).ShouldBeTrue();
        (await RunInputs.DeleteAsync("a.b-c_1", run, Token)).ShouldBeFalse();
        (await RunInputs.ReadAsync("a.b-c_1", run, Token)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => RunInputs.ReadAsync("a", cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => RunInputs.CreateAsync("a/../b", null, run, cancellationToken: Token));
        await Should.ThrowAsync<RunStoreException>(() => FlowRuns.SendInputAsync("x", run, cancellationToken: Token));
    }

    [Fact]
    public void Keysets_are_named_after_states_and_types()
    {
        Keyset.FromState(State.Paused(key: "1")).ShouldBe(new Keyset("paused-1-description", "paused-1-response", "paused-1-schema"));
        Keyset.FromState(State.Suspended(key: "x")).Response.ShouldBe("suspended-x-response");
        Keyset.FromType<Ask>().Schema.ShouldBe("ask-schema");
        Should.Throw<InvalidOperationException>(() => Keyset.FromState(State.Running()));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    private async Task RunAsync<T>(Flow<T> flow)
    {
        using IDisposable use = RunStore.Use(_store);
        using IDisposable time = FlowClock.Use(_clock);
        await flow.RunAsync(Token);
    }

    private sealed record Ask(int Number) : RunInput;

    private sealed record Plain(string Text);
}

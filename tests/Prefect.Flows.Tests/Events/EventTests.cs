using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class EventTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly ManualClock _clock = new();
    private readonly IDisposable _use;
    private readonly IDisposable _time;

    public EventTests()
    {
        _use = RunStore.Use(_store);
        _time = FlowClock.Use(_clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Thing => new() { ["prefect.resource.id"] = "wire.thing.1", ["prefect.resource.name"] = "Thing" };

    [Fact]
    public async Task An_event_is_kept_as_it_is_sent()
    {
        PrefectEvent made = (await Events.EmitAsync("wire.happened", Thing, new() { Payload = JsonElement.Parse("""{"k":1}""") }, Cancellation))!;
        System.Text.Encoding.UTF8.GetString(EventJson.Write(made).Span).ShouldBe(
            """{"occurred":"2026-11-20T12:00:00+00:00","event":"wire.happened","resource":{"prefect.resource.id":"wire.thing.1","prefect.resource.name":"Thing"},"related":[],"payload":{"k":1},"id":"ID","follows":null}"""
                .Replace("ID", made.Id.ToString(), StringComparison.Ordinal));
        PrefectEvent kept = await _store.Events!.ListAsync(new EventFilter { Prefix = "wire." }, Cancellation).SingleAsync(Cancellation);
        kept.Id.ShouldBe(made.Id);
        kept.Payload.GetRawText().ShouldBe("""{"k":1}""");
    }

    [Fact]
    public async Task What_came_before_is_noted_for_five_minutes()
    {
        PrefectEvent first = (await Events.EmitAsync("a", Thing, cancellationToken: Cancellation))!;
        _clock.Advance(TimeSpan.FromSeconds(299));
        (await Events.EmitAsync("b", Thing, new() { Follows = first }, Cancellation))!.Follows.ShouldBe(first.Id);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await Events.EmitAsync("c", Thing, new() { Follows = first }, Cancellation))!.Follows.ShouldBeNull();
    }

    [Fact]
    public async Task Events_that_are_too_large_are_refused()
    {
        JsonElement huge = JsonSerializer.SerializeToElement(new { text = new string('x', 1_500_000) });
        await Should.ThrowAsync<EventTooLargeException>(() => Events.EmitAsync("huge", Thing, new() { Payload = huge }, Cancellation));
    }

    [Fact]
    public async Task Where_no_events_are_kept_nothing_happens()
    {
        _store.Events = null;
        (await Events.EmitAsync("a", Thing, cancellationToken: Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Secrets_are_masked()
    {
        SecretMasker.Add("canary-event-9917");
        PrefectEvent made = (await Events.EmitAsync("a", Thing, new() { Payload = JsonElement.Parse("""{"k":"canary-event-9917"}""") }, Cancellation))!;
        made.Payload.GetRawText().ShouldNotContain("canary");
    }

    [Fact]
    public async Task Bad_events_are_refused()
    {
        Dictionary<string, string> many = Enumerable.Range(0, 501).ToDictionary(number => $"l{number}", _ => "v");
        many["prefect.resource.id"] = "x";
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync(" ", Thing, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Events.EmitAsync("a", null!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync("a", new Dictionary<string, string>(), cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync("a", many, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync("a", Thing, new() { Related = [Thing] }, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync("a", Thing, new() { Related = [.. Enumerable.Repeat(Thing, 101)] }, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Events.EmitAsync("a", Thing, new() { Payload = JsonElement.Parse("[1]") }, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        _time.Dispose();
        _use.Dispose();
        await _store.DisposeAsync();
    }
}

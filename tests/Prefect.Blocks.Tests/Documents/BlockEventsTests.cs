using Prefect.Testing;

namespace Prefect.Blocks.Tests.Documents;

[Collection<RunsAlone>]
public sealed class BlockEventsTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        BlockEvents.Sink = null;
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Load_of_a_named_document_is_told_in_the_server_s_terms()
    {
        RecordingSink sink = new();
        Guid id = await new Secret { Value = "x" }.SaveAsync("told", store: _store.Store, cancellationToken: Token);
        Guid anonymous = await new Secret { Value = "x" }.SaveAnonymousAsync(_store.Store, Token);
        BlockEvents.Sink = sink;

        await Secret.LoadAsync("told", store: _store.Store, cancellationToken: Token);
        await Block.LoadFromReferenceAsync(anonymous, store: _store.Store, cancellationToken: Token);

        BlockLoadedEvent told = sink.Events.ShouldHaveSingleItem();
        told.EventName.ShouldBe("prefect.block.secret.loaded");
        told.Resource["prefect.resource.id"].ShouldBe($"prefect.block-document.{id}");
        told.Resource["prefect.resource.name"].ShouldBe("told");
        told.Related["prefect.resource.id"].ShouldBe("prefect.block-type.secret");
        told.Related["prefect.resource.role"].ShouldBe("block-type");
    }

    [Fact]
    public async Task Sink_that_fails_fails_no_load()
    {
        await new Secret { Value = "loaded" }.SaveAsync("told", store: _store.Store, cancellationToken: Token);
        BlockEvents.Sink = new FailingSink();
        (await Secret.LoadAsync("told", store: _store.Store, cancellationToken: Token)).GetText().ShouldBe("loaded");
    }

    private sealed class RecordingSink : IBlockEventSink
    {
        public List<BlockLoadedEvent> Events { get; } = [];

        public void OnLoaded(BlockLoadedEvent loaded) => Events.Add(loaded);
    }

    private sealed class FailingSink : IBlockEventSink
    {
        public void OnLoaded(BlockLoadedEvent loaded) => throw new InvalidOperationException("the sink is broken");
    }
}

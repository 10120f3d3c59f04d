using Prefect.Testing;

namespace Prefect.Azure.Tests.ContainerInstances;

/// <summary>A test that meets a scripted Resource Manager, on a clock that jumps over every wait.</summary>
public abstract class AciTest : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ArmPeer Peer { get; private set; } = null!;

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected AciJob Job => AciSamples.At(Peer, Clock);

    public async ValueTask InitializeAsync() => Peer = await ArmPeer.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Peer.DisposeAsync();
    }
}

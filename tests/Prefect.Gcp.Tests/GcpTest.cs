using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

/// <summary>A test that sends requests to a peer of its own.</summary>
public abstract class GcpTest : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected GooglePeer Peer { get; private set; } = null!;

    /// <summary>Signs in as the peer's service account.</summary>
    protected GcpCredentials Credentials => new() { ServiceAccountInfo = new SecretDictionary(Peer.KeyFile()) };

    public async ValueTask InitializeAsync() => Peer = await GooglePeer.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Peer.DisposeAsync();
    }

    /// <summary>Lets what a test does reach the peer in place of the world, until it is disposed of. Repetitions wait for nothing.</summary>
    internal IDisposable Reach(GcpAccess? access = null) => GcpAccess.Use(access ?? Access());

    internal GcpAccess Access(TimeProvider? clock = null) => new()
    {
        Endpoints = service => Peer.At(service.Host),
        Variable = static _ => null,
        Jitter = static () => 0,
        Clock = clock ?? TimeProvider.System,
    };
}

using Prefect.Testing;

namespace Prefect.Http.Tests.Rest;

/// <summary>A test that sends requests to a peer of its own.</summary>
public abstract class RestTest : IAsyncLifetime
{
    internal static readonly ServiceOperation Read = new("Harbours", "Get", "read the harbour", "oslo");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected RestPeer Peer { get; private set; } = null!;

    /// <summary>Repeats at once, except where the service asks for more.</summary>
    protected RestOptions Options => new()
    {
        Address = new Uri(Peer.Address, "api"),
        Backoff = new Backoff { First = TimeSpan.Zero },
    };

    public async ValueTask InitializeAsync() => Peer = await RestPeer.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Peer.DisposeAsync();
    }

    protected RestClient Client(RestOptions? options = null) => new(options ?? Options, TestDialect.Instance);
}

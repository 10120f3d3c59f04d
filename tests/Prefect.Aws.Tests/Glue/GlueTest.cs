using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>A test with an AWS Glue of its own, on a peer, and a clock that jumps.</summary>
public abstract class GlueTest : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    private protected AwsPeer Peer { get; private set; } = null!;

    private protected ScriptedGlue Glue { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Peer = await AwsPeer.StartAsync(Token);
        Glue = new ScriptedGlue(Peer);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Peer.DisposeAsync();
    }

    private protected GlueJobBlock Job(JsonObject? config = null) =>
        new GlueJobBlock { JobName = "nightly", AwsCredentials = Peer.Credentials(config: config) }.WithTime(Clock);
}

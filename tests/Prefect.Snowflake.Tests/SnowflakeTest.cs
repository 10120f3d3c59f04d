using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests;

/// <summary>A test that signs in to an account of its own.</summary>
public abstract class SnowflakeTest : IAsyncLifetime
{
    private HttpMessageHandler? _way;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected SnowflakePeer Peer { get; private set; } = null!;

    /// <summary>Where clocks of the test stand, and the peer's.</summary>
    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    /// <summary>Signs in by the password of the peer's user.</summary>
    protected SnowflakeCredentials Credentials => new() { Account = Peer.Account, User = "loader", Password = Peer.User.Password };

    public async ValueTask InitializeAsync()
    {
        Peer = await SnowflakePeer.StartAsync(Clock, Token);
        _way = Peer.Rest.CreateHandler();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _way?.Dispose();
        await Peer.DisposeAsync();
    }

    /// <summary>Lets what a test does reach the peer in place of the world, until it is disposed of. Repetitions wait for nothing.</summary>
    internal IDisposable Reach(SnowflakeAccess? access = null) => SnowflakeAccess.Use(access ?? Access());

    internal SnowflakeAccess Access(params IEnumerable<KeyValuePair<string, string>> environment)
    {
        Dictionary<string, string> variables = new(environment, StringComparer.Ordinal);
        return new SnowflakeAccess
        {
            Connections = _way!,
            ProbesNetwork = false,
            Variable = name => variables.GetValueOrDefault(name),
            Backoff = new Backoff { First = TimeSpan.Zero },
            Clock = Clock,
            OpenBrowser = static (_, _) => throw new InvalidOperationException("No browser is opened in tests."),
        };
    }

    /// <summary>Signs in, with an access that several calls may share.</summary>
    internal async Task<SnowflakeSession> OpenAsync(SnowflakeCredentials credentials, SnowflakeConnectOptions? options = null, SnowflakeAccess? access = null) =>
        await SnowflakeSession.OpenAsync(new SnowflakeSigner(credentials, options ?? SnowflakeConnectOptions.Default, access ?? Access()), Token);
}

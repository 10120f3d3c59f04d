using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>
/// Stands in for an account of Snowflake, with the exchanges that the vendor's drivers make: lets in whoever proves to be its user, gives
/// tokens, renews and takes them back, demands one with each request, and answers queries as a test scripted. It has an Okta too.
/// </summary>
/// <example>
/// <code>
/// await using SnowflakePeer peer = await SnowflakePeer.StartAsync(Token);
/// peer.OnQuery("SELECT 1", SnowflakeReply.Rows(["1"], ["1"]));
/// using HttpMessageHandler way = peer.Rest.CreateHandler();            // leads every host to the peer
/// peer.ExpireTokens();
/// peer.Logins.Count.ShouldBe(1);
/// </code>
/// </example>
public sealed class SnowflakePeer : IAsyncDisposable
{
    private const string QueryPath = "POST /queries/v1/query-request";

    private readonly SnowflakeSessions _sessions = new();
    private readonly SnowflakeDoor _door;
    private readonly Dictionary<string, Func<RestExchange, RestReply>> _queries = new(StringComparer.Ordinal);

    private SnowflakePeer(RestPeer rest, TimeProvider clock)
    {
        Rest = rest;
        _door = new SnowflakeDoor(User, Account, Okta, clock);
        rest.On("POST /session/v1/login-request", SignIn);
        rest.On("POST /session/authenticator-request", _door.Ask);
        rest.On("POST /session/token-request", request => _sessions.Renew(request) with { Held = RenewalsWaitFor });
        rest.On("POST /session/heartbeat", request => _sessions.Refusal(request) ?? SnowflakeReply.Success());
        rest.On("POST /session", request => _sessions.Refusal(request) ?? _sessions.End(request));
        rest.On("POST /telemetry/send", static _ => SnowflakeReply.Success("Log Received"));
        rest.On("POST /api/v1/authn", Okta.GiveToken);
        rest.On("GET /app/snowflake/*/sso/saml", Okta.GiveAssertion);
        rest.On(QueryPath, Answer);
    }

    /// <summary>Name of the account.</summary>
    public string Account { get; } = "harbour-cranes";

    /// <summary>Host of the account.</summary>
    public string Host => $"{Account}.snowflakecomputing.com";

    /// <summary>Who may sign in.</summary>
    public SnowflakeUser User { get; } = new();

    /// <summary>The identity provider of the account.</summary>
    public SnowflakeOkta Okta { get; } = new();

    /// <summary>The server itself: for scripting other paths, and faults of all of them. What is scripted there goes first.</summary>
    public RestPeer Rest { get; }

    /// <summary>The sign-ins so far, refused ones too.</summary>
    public IReadOnlyList<RestExchange> Logins => Rest.RequestsFor("POST /session/v1/login-request");

    /// <summary>The renewals so far.</summary>
    public IReadOnlyList<RestExchange> Renewals => Rest.RequestsFor("POST /session/token-request");

    /// <summary>The queries so far, refused ones too.</summary>
    public IReadOnlyList<RestExchange> Queries => Rest.RequestsFor(QueryPath);

    /// <summary>How many sessions are open.</summary>
    public int OpenSessions => _sessions.Count;

    /// <summary>Parameters that sessions begin with, besides those that clients ask for.</summary>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get => _sessions.Parameters;
        set => _sessions.Parameters = value;
    }

    /// <summary>What the answers to renewals wait for. Default: nothing.</summary>
    public Task RenewalsWaitFor { get; set; } = Task.CompletedTask;

    /// <summary>Starts a peer on ports of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static Task<SnowflakePeer> StartAsync(CancellationToken cancellationToken = default) => StartAsync(TimeProvider.System, cancellationToken);

    /// <summary>Starts a peer on ports of its own.</summary>
    /// <param name="clock">Tells whether a signed token is too old.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<SnowflakePeer> StartAsync(TimeProvider clock, CancellationToken cancellationToken = default) =>
        new(await RestPeer.StartAsync(cancellationToken), clock);

    /// <summary>Scripts the answer to an SQL text, for requests that bring the token of a session.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="answer">Gives the answer.</param>
    public void OnQuery(string sql, Func<RestExchange, RestReply> answer) => _queries[sql] = answer;

    /// <inheritdoc cref="OnQuery(string, Func{RestExchange, RestReply})"/>
    public void OnQuery(string sql, RestReply answer) => OnQuery(sql, _ => answer);

    /// <summary>Scripts a path for requests that bring the token of a session; others are refused as the service does.</summary>
    /// <param name="operation">Method and path, as <see cref="RestPeer"/> has them.</param>
    /// <param name="answer">Gives the answer.</param>
    public void On(string operation, Func<RestExchange, RestReply> answer) => Rest.On(operation, request => _sessions.Refusal(request) ?? answer(request));

    /// <summary>Lets the tokens of all sessions run out; their master tokens still give others.</summary>
    public void ExpireTokens() => _sessions.ExpireTokens();

    /// <summary>Lets the tokens of all sessions run out, and their master tokens too.</summary>
    public void ExpireMasterTokens() => _sessions.ExpireMasters();

    /// <summary>Ends all sessions.</summary>
    public void EndSessions() => _sessions.EndAll();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    private RestReply SignIn(RestExchange request) => _door.Refusal(request) ?? SnowflakeReply.Success(_door.Welcome(request, _sessions.Begin(request)));

    private RestReply Answer(RestExchange request)
    {
        if (_sessions.Refusal(request) is { } refusal)
        {
            return refusal;
        }

        string sql = request.Sql();
        return _queries.TryGetValue(sql, out Func<RestExchange, RestReply>? answer)
            ? answer(request)
            : SnowflakeReply.Error("001003", $"No test scripted '{sql}'.", new JsonObject { ["sqlState"] = "42000", ["queryId"] = Guid.NewGuid().ToString() });
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for the services of Google Cloud and for its sign-in: gives tokens to whoever signs with the right key, demands one with
/// each request, holds the request against the vendor's rules, remembers it, and answers what a test scripted. What breaks the rules gets
/// a 400 and never reaches the script; a scripted answer that the vendor would not give is remembered among <see cref="Violations"/>.
/// </summary>
/// <example>
/// <code>
/// await using GooglePeer peer = await GooglePeer.StartAsync(Token);
/// peer.On("storage.objects.get", GoogleReply.Throttled(), GoogleReply.Json("""{"name":"a.csv"}"""));
/// using IDisposable scope = GcpAccess.Use(new GcpAccess { Endpoints = service => peer.At(service.Host) });
/// GcpCredentials credentials = new() { ServiceAccountInfo = new SecretDictionary(peer.KeyFile()) };
/// peer.ShouldHaveKeptTheRules();
/// </code>
/// </example>
public sealed class GooglePeer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<GoogleExchange> _requests = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, Func<GoogleExchange, GoogleReply>> _script = new(StringComparer.Ordinal);
    private readonly GoogleSignIn _signIn;

    private GooglePeer(TimeProvider clock)
    {
        _signIn = new GoogleSignIn(Account, clock);
        _server = Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1, without encryption.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where tokens are asked for.</summary>
    public Uri TokenUri => At("oauth2.googleapis.com", "token");

    /// <summary>Who it knows.</summary>
    public GoogleAccount Account { get; } = new();

    /// <summary>Whether requests need a token. Default: yes.</summary>
    public bool DemandsTokens { get; set; } = true;

    /// <summary>How long tokens last. Default: an hour less a second.</summary>
    public TimeSpan TokenLifetime
    {
        get => _signIn.Lifetime;
        set => _signIn.Lifetime = value;
    }

    /// <summary>The tokens that it gave so far.</summary>
    public IReadOnlyList<string> Tokens => _signIn.Tokens;

    /// <summary>The requests for tokens so far.</summary>
    public IReadOnlyList<GoogleExchange> SignIns => _signIn.Requests;

    /// <summary>All requests so far but those of signing in, in the order of arrival, refused ones too.</summary>
    public IReadOnlyList<GoogleExchange> Requests => [.. _requests];

    /// <summary>What broke the vendor's rules: requests, and answers that were scripted.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static Task<GooglePeer> StartAsync(CancellationToken cancellationToken = default) => StartAsync(TimeProvider.System, cancellationToken);

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="clock">Tells whether a signed claim is too old.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<GooglePeer> StartAsync(TimeProvider clock, CancellationToken cancellationToken = default)
    {
        GooglePeer peer = new(clock);
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single());
        return peer;
    }

    /// <summary>Gives the address that stands for a host of Google, with a slash at its end: the peer sees by it which service is meant.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">A path there.</param>
    public Uri At(string host, string path = "") => new(Address, $"{host}/{path}");

    /// <summary>The file of the service account's key, which asks here for tokens.</summary>
    public JsonObject KeyFile() => Account.KeyFile(TokenUri);

    /// <summary>Scripts a method.</summary>
    /// <param name="operation">The vendor's id, such as <c>storage.objects.get</c>; for transfers see <see cref="GoogleExchange.Operation"/>.</param>
    /// <param name="answer">Gives the answer to a request.</param>
    public void On(string operation, Func<GoogleExchange, GoogleReply> answer) => _script[operation] = answer;

    /// <summary>Scripts a method with answers that are given one after another, the last of them from then on.</summary>
    /// <param name="operation">The vendor's id, such as <c>storage.objects.get</c>; for transfers see <see cref="GoogleExchange.Operation"/>.</param>
    /// <param name="answers">At least one.</param>
    public void On(string operation, params IReadOnlyList<GoogleReply> answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        int next = -1;
        On(operation, _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Count - 1)]);
    }

    /// <summary>Lets the next requests for tokens fail, one after another.</summary>
    public void OnSignIn(params IReadOnlyList<GoogleReply> answers)
    {
        foreach (GoogleReply answer in answers)
        {
            _signIn.Fail(answer);
        }
    }

    /// <summary>Makes a token of another provider known, which the Security Token Service then exchanges.</summary>
    public void AcceptSubjectToken(string token) => _signIn.SubjectTokens[token] = true;

    /// <summary>Takes back every token that was given.</summary>
    public void RevokeTokens() => _signIn.Revoke();

    /// <summary>Lists the requests for a method.</summary>
    /// <param name="operation">The vendor's id, such as <c>storage.objects.get</c>; for transfers see <see cref="GoogleExchange.Operation"/>.</param>
    public IReadOnlyList<GoogleExchange> RequestsFor(string operation) => [.. _requests.Where(request => request.Operation == operation)];

    /// <summary>Demands that there were requests, and that nothing broke the vendor's rules.</summary>
    public void ShouldHaveKeptTheRules()
    {
        _requests.ShouldNotBeEmpty();
        _violations.ShouldBeEmpty();
    }

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return builder.Build();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails while it answers, the client sees a broken connection.")]
    private async Task HandleAsync(HttpContext context)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            GoogleExchange exchange = await GoogleExchange.ReadAsync(context, ended.Token);
            await AnswerTo(exchange).WriteAsync(context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private GoogleReply AnswerTo(GoogleExchange exchange)
    {
        if (_signIn.Answer(exchange) is { } token)
        {
            return token;
        }

        GoogleRules.Read(exchange);
        _requests.Enqueue(exchange);
        if (DemandsTokens && !_signIn.Knows(exchange))
        {
            return GoogleReply.Error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }

        if (exchange.Problems.Count == 0)
        {
            return Scripted(exchange);
        }

        string problems = string.Join(' ', exchange.Problems);
        _violations.Enqueue($"{exchange}: {problems}");
        return GoogleReply.Error(400, "INVALID_ARGUMENT", problems);
    }

    private GoogleReply Scripted(GoogleExchange exchange)
    {
        GoogleReply reply = _script.GetValueOrDefault(exchange.Operation)?.Invoke(exchange) ?? GoogleReply.NotFound($"No test scripted {exchange}.");
        foreach (string problem in GoogleRules.Problems(exchange, reply.Document))
        {
            _violations.Enqueue(problem);
        }

        return reply;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for Azure Resource Manager, for services that take the same tokens, and for Microsoft's sign-in: gives tokens to whoever
/// knows its secret and to machines, demands a good token and a version of the interface with each request, remembers it, and answers
/// what a test scripted.
/// </summary>
/// <example>
/// <code>
/// await using ArmPeer peer = await ArmPeer.StartAsync(Token);
/// peer.On("GET /subscriptions/*/resourceGroups/demo", ArmReply.Throttled(), ArmReply.Json("""{"name":"demo"}"""));
/// using HttpMessageHandler way = peer.CreateHandler();                     // leads every host to the peer
/// peer.RequestsFor("GET /subscriptions/*/resourceGroups/demo").Count.ShouldBe(2);
/// </code>
/// </example>
public sealed class ArmPeer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ArmRequest> _requests = new();
    private readonly ConcurrentStack<(ArmRoute Route, Func<ArmRequest, ArmReply> Answer)> _script = new();
    private readonly ArmSignIn _signIn = new();
    private readonly X509Certificate2 _certificate = ArmCertificate.Make();
    private ArmTunnel? _tunnel;

    private ArmPeer()
    {
        _server = Build(_certificate);
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1, without encryption.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where it listens on 127.0.0.1, with encryption.</summary>
    public Uri SecureAddress { get; private set; } = new("https://127.0.0.1/");

    /// <summary>A proxy for https by which every host is this peer.</summary>
    /// <exception cref="InvalidOperationException">The peer was not started.</exception>
    public Uri Proxy => Tunnel.Address;

    /// <summary>The hosts that were asked for by the proxy, with their ports.</summary>
    /// <exception cref="InvalidOperationException">The peer was not started.</exception>
    public IReadOnlyList<string> ProxiedHosts => Tunnel.Hosts;

    /// <summary>Its certificate, which nobody trusts who is not told to, as files have it.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>Id of the tenant that it knows.</summary>
    public string TenantId => _signIn.TenantId;

    /// <summary>Id of the application that it knows.</summary>
    public string ClientId => _signIn.ClientId;

    /// <summary>Secret of that application, made for this peer.</summary>
    public string ClientSecret => _signIn.ClientSecret;

    /// <summary>What stands for the secret where the machine vouches for the application.</summary>
    public string FederatedToken => _signIn.FederatedToken;

    /// <summary>Id of the identity that a user assigned to the machine; the machine has one of its own, too.</summary>
    public string IdentityClientId => _signIn.Identity.ClientId;

    /// <summary>Where an App Service gets tokens.</summary>
    public Uri IdentityEndpoint => new(Address, ArmManagedIdentity.AppServicePath);

    /// <summary>What an App Service sends along to get tokens.</summary>
    public string IdentityHeader => _signIn.Identity.Header;

    /// <summary>The tokens that it gave so far.</summary>
    public IReadOnlyList<string> Tokens => _signIn.Tokens.Given;

    /// <summary>All requests so far but those of signing in, in the order of arrival, refused ones too.</summary>
    public IReadOnlyList<ArmRequest> Requests => [.. _requests];

    /// <summary>How many tokens were asked for.</summary>
    public int SignIns => _signIn.Requests.Count;

    /// <summary>The requests for tokens so far, refused ones too.</summary>
    public IReadOnlyList<ArmRequest> SignInRequests => _signIn.Requests;

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<ArmPeer> StartAsync(CancellationToken cancellationToken = default)
    {
        ArmPeer peer = new();
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));
        peer.SecureAddress = new Uri(peer._server.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));
        peer._tunnel = new ArmTunnel(peer.SecureAddress);
        return peer;
    }

    /// <summary>Makes a way on which requests to whatever host arrive here, as if nothing lay between.</summary>
    /// <param name="address">Where they arrive in place of <see cref="Address"/>: a <see cref="FaultProxy"/> before it, for one.</param>
    public HttpMessageHandler CreateHandler(Uri? address = null) => new ArmDetour(address ?? Address);

    /// <summary>Scripts an operation. What was scripted last has precedence.</summary>
    /// <param name="operation">Method and path; a segment may be <c>*</c>, which stands for any.</param>
    /// <param name="answer">Gives the answer to a request.</param>
    public void On(string operation, Func<ArmRequest, ArmReply> answer) => _script.Push((new ArmRoute(operation), answer));

    /// <summary>Scripts an operation with answers that are given one after another, the last of them from then on.</summary>
    /// <param name="operation">Method and path; a segment may be <c>*</c>, which stands for any.</param>
    /// <param name="answers">At least one.</param>
    public void On(string operation, params IReadOnlyList<ArmReply> answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        int next = -1;
        On(operation, _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Count - 1)]);
    }

    /// <summary>Lists the requests for an operation.</summary>
    /// <param name="operation">Method and path; a segment may be <c>*</c>, which stands for any.</param>
    public IReadOnlyList<ArmRequest> RequestsFor(string operation)
    {
        ArmRoute route = new(operation);
        return [.. _requests.Where(route.Matches)];
    }

    /// <summary>Takes back every token that was given.</summary>
    public void RevokeTokens() => _signIn.Tokens.Revoke();

    /// <summary>Says how long the next tokens are good, one after another; those after them are good for an hour.</summary>
    /// <param name="lifetimes">Whole seconds; with none, a token has run out when it arrives.</param>
    public void TokensLast(params ReadOnlySpan<TimeSpan> lifetimes) => _signIn.Tokens.Last(lifetimes);

    /// <summary>Scripts what is answered to requests for tokens.</summary>
    /// <param name="answer">Gives the answer; null for a token, or the refusal of one.</param>
    public void OnSignIn(Func<ArmRequest, ArmReply?> answer) => _signIn.Script(answer);

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Tunnel.DisposeAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private ArmTunnel Tunnel => _tunnel ?? throw new InvalidOperationException("The peer was not started.");

    private static WebApplication Build(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate));
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
            ArmRequest request = await ArmRequest.ReadAsync(context, ended.Token);
            await AnswerTo(request).WriteAsync(context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private ArmReply AnswerTo(ArmRequest request)
    {
        if (_signIn.Answer(request) is { } token)
        {
            return token;
        }

        _requests.Enqueue(request);
        return _signIn.Refuse(request) ?? Scripted(request);
    }

    private ArmReply Scripted(ArmRequest request) =>
        _script.FirstOrDefault(line => line.Route.Matches(request)).Answer?.Invoke(request)
        ?? ArmReply.Error("ResourceNotFound", $"No test scripted {request}.", 404);
}

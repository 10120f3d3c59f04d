using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for Azure Resource Manager and for Microsoft's sign-in: gives tokens to whoever knows its secret, demands a good token and a
/// version of the interface with each request, remembers it, and answers what a test scripted.
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

    private ArmPeer()
    {
        _server = Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1, without encryption.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Id of the tenant that it knows.</summary>
    public string TenantId => _signIn.TenantId;

    /// <summary>Id of the application that it knows.</summary>
    public string ClientId => _signIn.ClientId;

    /// <summary>Secret of that application, made for this peer.</summary>
    public string ClientSecret => _signIn.ClientSecret;

    /// <summary>The tokens that it gave so far.</summary>
    public IReadOnlyList<string> Tokens => _signIn.Tokens;

    /// <summary>All requests so far but those of signing in, in the order of arrival, refused ones too.</summary>
    public IReadOnlyList<ArmRequest> Requests => [.. _requests];

    /// <summary>How many tokens were asked for.</summary>
    public int SignIns => _signIn.Count;

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<ArmPeer> StartAsync(CancellationToken cancellationToken = default)
    {
        ArmPeer peer = new();
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single());
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
    public void RevokeTokens() => _signIn.Revoke();

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

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for every service of Amazon Web Services: verifies the signature of each request, remembers it, and answers what a test
/// scripted. A request whose signature is not good gets the vendor's 403 and never reaches the script.
/// </summary>
/// <example>
/// <code>
/// await using AwsPeer peer = await AwsPeer.StartAsync(Token);
/// peer.On("glue.StartJobRun", AwsReply.Json("""{"JobRunId":"jr_1"}"""));
/// peer.On("glue.GetJobRun", AwsReply.Throttled(), AwsReply.Json("""{"JobRun":{"JobRunState":"SUCCEEDED"}}"""));
/// peer.ShouldHaveGoodSignatures();
/// </code>
/// </example>
public sealed class AwsPeer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<AwsExchange> _requests = new();
    private readonly ConcurrentDictionary<string, Func<AwsExchange, AwsReply>> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, AwsKey> _keys = new(StringComparer.Ordinal);
    private readonly SignatureVerifier _verifier;
    private readonly TimeProvider _clock;

    private AwsPeer(TimeProvider clock, X509Certificate2? certificate)
    {
        _clock = clock;
        _verifier = new SignatureVerifier(id => _keys.GetValueOrDefault(id), clock);
        _server = Build(certificate);
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1, with a slash at its end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>A lasting key that it knows, its secret part made for this peer.</summary>
    public AwsKey Key { get; } = new("AKIA" + Guid.NewGuid().ToString("N")[..16].ToUpperInvariant(), Canary.Generate("secret access key").Value);

    /// <summary>A temporary key that it knows, with a session token.</summary>
    public AwsKey TemporaryKey { get; } = new(
        "ASIA" + Guid.NewGuid().ToString("N")[..16].ToUpperInvariant(),
        Canary.Generate("temporary secret access key").Value,
        "FwoGZXIvYXdzE/" + Guid.NewGuid().ToString("N") + "+/==");

    /// <summary>All requests so far, in the order of arrival, refused ones too.</summary>
    public IReadOnlyList<AwsExchange> Requests => [.. _requests];

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static Task<AwsPeer> StartAsync(CancellationToken cancellationToken = default) => StartAsync(TimeProvider.System, cancellationToken);

    /// <summary>Starts a peer on a port of its own that is spoken to over TLS.</summary>
    /// <param name="certificate">What it shows, with its private key; for 127.0.0.1.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static Task<AwsPeer> StartAsync(X509Certificate2 certificate, CancellationToken cancellationToken = default) =>
        StartAsync(TimeProvider.System, certificate, cancellationToken);

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="clock">Tells whether a signature is too old, and the date of answers.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static Task<AwsPeer> StartAsync(TimeProvider clock, CancellationToken cancellationToken = default) =>
        StartAsync(clock, certificate: null, cancellationToken);

    private static async Task<AwsPeer> StartAsync(TimeProvider clock, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        AwsPeer peer = new(clock, certificate);
        peer.Accept(peer.Key);
        peer.Accept(peer.TemporaryKey);
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single());
        return peer;
    }

    /// <summary>Makes a further key known.</summary>
    public void Accept(AwsKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _keys[key.AccessKeyId] = key;
    }

    /// <summary>Scripts an operation.</summary>
    /// <param name="operation">Service in signatures, dot, operation: <c>secretsmanager.GetSecretValue</c>, <c>s3.GET /bucket/key</c>; in any case.</param>
    /// <param name="answer">Gives the answer to a request.</param>
    public void On(string operation, Func<AwsExchange, AwsReply> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        _answers[operation] = answer;
    }

    /// <summary>Scripts an operation with answers that are given one after another, the last of them from then on.</summary>
    /// <param name="operation">Service in signatures, dot, operation.</param>
    /// <param name="answers">At least one.</param>
    public void On(string operation, params IReadOnlyList<AwsReply> answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        int next = -1;
        On(operation, _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Count - 1)]);
    }

    /// <summary>Scripts an operation that takes requests without a signature: one that gives credentials out.</summary>
    /// <param name="operation">Operation, or method and path: <c>AssumeRoleWithWebIdentity</c>, <c>GET /latest/meta-data</c>; in any case.</param>
    /// <param name="answer">Gives the answer to a request.</param>
    public void OnUnsigned(string operation, Func<AwsExchange, AwsReply> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        On("." + operation, answer);
    }

    /// <summary>Lists the requests for an operation.</summary>
    /// <param name="operation">Service in signatures, dot, operation; in any case.</param>
    public IReadOnlyList<AwsExchange> RequestsFor(string operation) => [.. _requests.Where(request => IsNamed(request, operation))];

    /// <summary>Demands that there were requests, and that each had a good signature that needs one.</summary>
    public void ShouldHaveGoodSignatures()
    {
        _requests.ShouldNotBeEmpty();
        _requests.Where(request => !request.Signature.IsValid && UnsignedAnswer(request) is null)
            .Select(request => $"{request}: {request.Signature.Problem}. {request.Signature.Detail}")
            .ShouldBeEmpty();
    }

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private static bool IsNamed(AwsExchange request, string operation) =>
        $"{request.Service}.{request.Operation}".Equals(operation, StringComparison.OrdinalIgnoreCase);

    private static WebApplication Build(X509Certificate2? certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                if (certificate is not null)
                {
                    endpoint.UseHttps(certificate);
                }
            });
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
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
            context.Response.Headers.Date = _clock.GetUtcNow().ToString("R");
            AwsExchange request = await AwsExchange.ReadAsync(context, _verifier, ended.Token);
            _requests.Enqueue(request);
            await AnswerTo(request).WriteAsync(request, context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private Func<AwsExchange, AwsReply>? UnsignedAnswer(AwsExchange request) =>
        request.Signature.Problem is SignatureProblem.Missing or SignatureProblem.Incomplete ? _answers.GetValueOrDefault("." + request.Operation) : null;

    private AwsReply AnswerTo(AwsExchange request)
    {
        if (!request.Signature.IsValid)
        {
            return UnsignedAnswer(request)?.Invoke(request) ?? AwsErrorBody.Refusal(request);
        }

        return _answers.TryGetValue($"{request.Service}.{request.Operation}", out Func<AwsExchange, AwsReply>? answer)
            ? answer(request)
            : AwsReply.Error("UnknownOperationException", $"No test scripted {request}.", 404);
    }
}

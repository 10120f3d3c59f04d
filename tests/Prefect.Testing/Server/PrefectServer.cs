using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for a Prefect server: keeps what it is sent in memory, answers in a server's words, refuses what a server refuses, decides on
/// proposed states by a server's rules, and breaks in whatever way a test scripts.
/// </summary>
/// <example>
/// <code>
/// await using PrefectServer server = await PrefectServer.StartAsync();
/// Guid run = server.AddFlowRun("RUNNING");
/// server.Script("POST /flow_runs/*/set_state", ServerReply.ComeAgain(seconds: 0.1), ServerReply.Reset());   // then its own answers
/// PrefectSettings settings = … PREFECT_API_URL = server.Url …
/// server.StateNamesOf(run).ShouldBe(["Running", "Crashed"]);
/// </code>
/// </example>
public sealed class PrefectServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly List<(ServerPattern Pattern, Queue<ServerReply> Replies)> _script = [];
    private readonly ServerRoutes _routes = new();
    private readonly Lock _gate = new();
    private readonly ServerGate _signIn;
    private readonly FlowTable _flows;
    private readonly FlowRunTable _flowRuns;
    private readonly LogTable _logs = new();
    private readonly TimeProvider _clock;
    private readonly WireReplay? _replay;
    private bool _isDisposed;

    private PrefectServer(PrefectServerOptions options)
    {
        _clock = options.Clock;
        _replay = options.Replay;
        _signIn = new ServerGate(options);
        _flows = new FlowTable(_clock);
        _flowRuns = new FlowRunTable(_clock);
        MapRoutes(options);
        _server = Build(options);
        _server.Run(HandleAsync);
    }

    /// <summary>What <c>PREFECT_API_URL</c> has to be to reach it: an address on 127.0.0.1 that ends in <c>/api</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>All requests so far, in the order of arrival, refused ones too.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    /// <summary>The lines of logs that it was sent, in the order of arrival.</summary>
    public IReadOnlyList<JsonObject> Logs => Locked(() => _logs.Logs.Select(Copy).ToList());

    /// <summary>The events that it was sent, each id once, in the order of arrival.</summary>
    public IReadOnlyList<JsonObject> Events => Locked(() => _logs.Events.Select(Copy).ToList());

    /// <summary>Starts a server on a port of its own.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<PrefectServer> StartAsync(PrefectServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        PrefectServer server = new(options ?? new PrefectServerOptions());
        await server._server.StartAsync(cancellationToken);
        server.Url = server._server.Urls.Single() + "/api";
        return server;
    }

    /// <summary>Lists the requests for an operation.</summary>
    /// <param name="operation">Method and path below <c>/api</c>; a segment may be <c>*</c>, which stands for any.</param>
    public IReadOnlyList<ServerRequest> RequestsFor(string operation) => [.. _requests.Where(new ServerPattern(operation).Matches)];

    /// <summary>Scripts an operation: its next answers are these, one after another, and then its own again.</summary>
    /// <param name="operation">Method and path below <c>/api</c>; a segment may be <c>*</c>, which stands for any.</param>
    /// <param name="replies">The answers.</param>
    public void Script(string operation, params IReadOnlyList<ServerReply> replies)
    {
        lock (_gate)
        {
            _script.Add((new ServerPattern(operation), new Queue<ServerReply>(replies)));
        }
    }

    /// <summary>Makes every token against forged requests worthless that was given so far.</summary>
    public void RevokeCsrfTokens() => Locked(() =>
    {
        _signIn.RevokeTokens();
        return true;
    });

    /// <summary>Keeps a flow run in a state, without a request.</summary>
    /// <param name="stateType">Type of the state, such as <c>RUNNING</c>.</param>
    /// <param name="stateName">Name of the state, if it is another than the type's.</param>
    /// <param name="fields">What else is known of the run, by the names on the wire: <c>deployment_id</c>, <c>infrastructure_pid</c>, <c>tags</c> …</param>
    /// <param name="details">What else is known of the state, by the names on the wire.</param>
    /// <returns>Id of the run.</returns>
    public Guid AddFlowRun(string stateType = "PENDING", string? stateName = null, JsonObject? fields = null, JsonObject? details = null) => Locked(() =>
    {
        JsonObject flow = _flows.Add("flow", []).Flow;
        JsonObject run = _flowRuns.Add(fields ?? [], Guid.Parse(flow["id"]!.ToString()));
        Guid id = Guid.Parse(run["id"]!.ToString());
        ServerState state = ServerState.Of(stateType, _clock.GetUtcNow(), stateName, flowRunId: id);
        foreach ((string name, JsonNode? value) in details ?? [])
        {
            state.Details[name] = value?.DeepClone();
        }

        _flowRuns.Enter(run, state);
        return id;
    });

    /// <summary>Gives a flow run as the server would write it; null if there is none.</summary>
    public JsonObject? FindFlowRun(Guid id) => Locked(() => _flowRuns.Find(id)?.DeepClone() as JsonObject);

    /// <summary>Lists the names of the states that a flow run went through.</summary>
    public IReadOnlyList<string> StateNamesOf(Guid id) => Locked(() => _flowRuns.StatesOf(id).Select(state => state.Name).ToList());

    /// <summary>Breaks off what is under way and stops. A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private void MapRoutes(PrefectServerOptions options)
    {
        _routes.Map("GET", "/health", _ => ServerReply.Json(true));
        _routes.Map("GET", "/ready", _ => ServerReply.Json(new JsonObject { ["message"] = "OK" }));
        _routes.Map("GET", "/hello", _ => ServerReply.Json("👋"));
        _routes.Map("GET", "/version", _ => ServerReply.Json("0.8.4"));
        _routes.Map("GET", "/admin/version", _ => ServerReply.Json(options.Version));
        _routes.Map("GET", "/csrf-token", _signIn.GiveToken);
        _flows.MapTo(_routes);
        FlowRunInputEndpoints inputs = new(_flowRuns, _clock);
        inputs.MapTo(_routes);
        new FlowRunEndpoints(_flowRuns, _flows, inputs, _clock).MapTo(_routes);
        new TaskRunEndpoints(_flowRuns, _clock).MapTo(_routes);
        new VariableEndpoints(_clock).MapTo(_routes);
        new LimitEndpoints(_clock).MapTo(_routes);
        BlockEndpoints blocks = new(_clock);
        blocks.MapTo(_routes);
        new BlockDocumentEndpoints(blocks, _clock).MapTo(_routes);
        _routes.Map("GET", "/admin/storage", _ => ServerReply.Json(new JsonObject { ["default_result_storage_block_id"] = null }));
        _logs.MapTo(_routes);
    }

    private static WebApplication Build(PrefectServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
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
            ServerRequest request = await ServerRequest.ReadAsync(context, ended.Token);
            _requests.Enqueue(request);
            await Answer(request).WriteAsync(context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private ServerReply Answer(ServerRequest request)
    {
        lock (_gate)
        {
            ServerReply? scripted = _script.Find(line => line.Replies.Count > 0 && line.Pattern.Matches(request)).Replies?.Dequeue();
            return scripted is { ComesAfterTheWork: false } ? scripted : OwnAnswer(request) is var own && scripted is null ? own : scripted!;
        }
    }

    private ServerReply OwnAnswer(ServerRequest request) => _replay?.Answer(request) ?? _signIn.Refuse(request) ?? _routes.Answer(request);

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private static JsonObject Copy(JsonObject item) => (JsonObject)item.DeepClone();
}

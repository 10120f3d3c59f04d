using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

/// <summary>A test with a scripted queue, a scripted Amazon ECS and a scripted Prefect server.</summary>
public abstract class EcsObserverTest : IAsyncLifetime
{
    protected const string DescribeTasks = "ecs.DescribeTasks";
    protected const string DescribeDefinition = "ecs.DescribeTaskDefinition";
    protected const string Deregister = "ecs.DeregisterTaskDefinition";
    protected const string GetLogEvents = "logs.GetLogEvents";
    protected const string ReadRun = "GET /flow_runs/*";
    protected const string SetState = "POST /flow_runs/*/set_state";
    protected const string PostEvents = "POST /events";

    private readonly TemporaryDirectory _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected AwsPeer Peer { get; private set; } = null!;

    protected PrefectServer Server { get; private set; } = null!;

    internal ScriptedQueue Queue { get; private set; } = null!;

    protected CapturedLog Log { get; } = new();

    /// <summary>Stands still; the waits of the server's client are over at once.</summary>
    protected ManualClock Clock { get; } = new();

    protected EcsObserverSettings Settings => new() { TimeProvider = Clock };

    protected PrefectApi Api => new(
        PrefectSettings.Load(new()
        {
            Environment = new Dictionary<string, string> { ["PREFECT_API_URL"] = Server.Url },
            CurrentDirectory = _folder.Path,
            UserDirectory = _folder.Path,
        }),
        new PrefectApiOptions { Clock = new ManualClock { JumpsToTimers = true } });

    protected IEnumerable<string> Warnings => Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message);

    public async ValueTask InitializeAsync()
    {
        Peer = await AwsPeer.StartAsync(Token);
        Server = await PrefectServer.StartAsync(new PrefectServerOptions { Clock = Clock }, Token);
        Queue = new ScriptedQueue(Peer);
        Peer.On(DescribeDefinition, AwsReply.Error("ClientException", "Unable to describe task definition."));
    }

    public async ValueTask DisposeAsync()
    {
        if (Peer.Requests.Count > 0)
        {
            Peer.ShouldHaveGoodSignatures();
        }

        await Peer.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
        Log.Dispose();
        GC.SuppressFinalize(this);
    }

    internal EcsObserver Observer(EcsObserverSettings? settings = null) =>
        new(Peer.Credentials(), settings ?? Settings, Api) { Logger = Log.CreateLogger("observer") };

    /// <summary>Makes a flow run, and the task that it is in known by its tag.</summary>
    protected Guid Run(string stateType = "PENDING", JsonObject? fields = null, JsonObject? tags = null)
    {
        Guid id = Server.AddFlowRun(stateType, fields: fields);
        Tag(new JsonObject { ["prefect.io/flow-run-id"] = id.ToString(), ["prefect.io/flow-run-name"] = "brave-otter" }, tags);
        return id;
    }

    protected void Tag(params JsonObject?[] tags)
    {
        JsonArray list = [.. tags.OfType<JsonObject>().SelectMany(some => some).Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value!.ToString() })];
        Peer.On(DescribeTasks, request => AwsReply.Json(new JsonObject
        {
            ["tasks"] = new JsonArray(new JsonObject
            {
                ["taskArn"] = request.Json["tasks"]![0]!.ToString(),
                ["clusterArn"] = EcsEvents.ClusterArn,
                ["lastStatus"] = "STOPPED",
                ["tags"] = list.DeepClone(),
            }),
        }));
    }

    /// <summary>Sends messages and observes until all are dealt with.</summary>
    protected Task ObserveAsync(params JsonObject[] events) => ObserveAsync(Settings, [.. events.Select(change => change.ToJsonString())]);

    internal async Task ObserveAsync(EcsObserverSettings settings, params string[] bodies)
    {
        Queue.Send(bodies);
        await ObserveAsync(Observer(settings));
    }

    internal async Task ObserveAsync(EcsObserver observer)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task running = observer.RunAsync(stop.Token);
        await Task.WhenAny(Queue.Drained, running).WaitAsync(TimeSpan.FromSeconds(60), Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

/// <summary>Runs statements in a peer: at once, or submitted and looked at until they have ended.</summary>
internal sealed class SnowflakeScript
{
    private readonly ConcurrentDictionary<string, SnowflakeOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _looks = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JsonObject> _run = new();
    private readonly ConcurrentQueue<string> _aborted = new();
    private int _count;

    public SnowflakeScript(SnowflakePeer peer, Func<JsonObject, SnowflakeOutcome> outcome)
    {
        Peer = peer;
        Outcome = outcome;
        peer.On("POST /queries/v1/query-request", Run);
        peer.On("GET /monitoring/queries/*", Look);
        peer.On("GET /queries/*/result", request => Give(request.Path.Split('/')[2]));
        peer.On("POST /queries/v1/abort-request", Abort);
        peer.On("POST /queries/*/abort-request", Abort);
    }

    public SnowflakePeer Peer { get; }

    /// <summary>Decides what becomes of a statement.</summary>
    public Func<JsonObject, SnowflakeOutcome> Outcome { get; set; }

    /// <summary>The states that a submitted statement has, one for each look; the last one stays.</summary>
    public IReadOnlyList<string> States { get; set; } = ["SUCCESS"];

    /// <summary>How often a statement that is run at once is said to go on.</summary>
    public int Holds { get; set; }

    /// <summary>What the answers to statements wait for.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>The statements that were run, as they were sent.</summary>
    public IReadOnlyList<JsonObject> Statements => [.. _run];

    /// <summary>Their texts.</summary>
    public IReadOnlyList<string> Texts => [.. _run.Select(static body => (string)body["sqlText"]!)];

    /// <summary>What was cancelled: ids of requests or of statements.</summary>
    public IReadOnlyList<string> Aborted => [.. _aborted];

    public int Looks => _looks.Values.Sum();

    public static string IdOf(int number) => $"01b2c3d4-0000-4000-8000-{number:000000000000}";

    private RestReply Run(RestExchange request)
    {
        JsonObject body = request.Document();
        _run.Enqueue(body);
        string id = IdOf(Interlocked.Increment(ref _count));
        SnowflakeOutcome outcome = Outcome(body);
        _outcomes[id] = outcome;
        bool isSubmitted = (bool)body["asyncExec"]!;
        RestReply reply = isSubmitted || Holds > 0 ? GoesOn(id, isSubmitted ? "333334" : "333333") : Give(id);
        return reply with { Held = Held };
    }

    private RestReply Look(RestExchange request)
    {
        string id = request.Path.Split('/')[3];
        int look = _looks.AddOrUpdate(id, 1, static (_, count) => count + 1);
        string state = States[Math.Min(look, States.Count) - 1];
        SnowflakeOutcome outcome = _outcomes[id];
        bool hasFailed = state == "SUCCESS" && outcome.Code is not null;
        return SnowflakeReply.Success(new JsonObject
        {
            ["queries"] = new JsonArray(new JsonObject
            {
                ["id"] = id,
                ["status"] = hasFailed ? "FAILED_WITH_ERROR" : state,
                ["errorCode"] = hasFailed ? outcome.Code : null,
                ["errorMessage"] = hasFailed ? outcome.Message : null,
            }),
        });
    }

    private RestReply Give(string id)
    {
        if (Holds > 0)
        {
            Holds--;
            return Holds > 0 ? GoesOn(id, "333333") : Give(id);
        }

        if (!_outcomes.TryGetValue(id, out SnowflakeOutcome? outcome))
        {
            return SnowflakeReply.Error("000709", $"Statement {id} not found", new JsonObject { ["sqlState"] = "02000" });
        }

        if (outcome.Code is { } code)
        {
            return SnowflakeReply.Error(code, outcome.Message!, new JsonObject { ["sqlState"] = outcome.SqlState, ["queryId"] = id });
        }

        JsonObject data = (JsonObject)outcome.Data!.DeepClone();
        data["queryId"] = id;
        return SnowflakeReply.Success(data);
    }

    private RestReply Abort(RestExchange request)
    {
        string id = request.Path.Split('/')[2];
        _aborted.Enqueue(id == "v1" ? (string)request.Document()["requestId"]! : id);
        return SnowflakeReply.Success();
    }

    private static RestReply GoesOn(string id, string code) => RestReply.Json(new JsonObject
    {
        ["data"] = new JsonObject { ["queryId"] = id, ["getResultUrl"] = $"/queries/{id}/result", ["queryAbortsAfterSecs"] = 300, ["progressDesc"] = null },
        ["message"] = "Query execution in progress.",
        ["code"] = code,
        ["success"] = true,
    });
}

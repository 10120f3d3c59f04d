using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>
/// An account in dbt Cloud on a peer: remembers runs and lets their answers go wrong. Each run is in <see cref="Status"/>, until a test gives it
/// another one.
/// </summary>
public sealed class ScriptedDbtCloud
{
    /// <summary>The account.</summary>
    public const int Account = 7;

    /// <summary>The job.</summary>
    public const int Job = 42;

    private const string Root = "/api/v2/accounts/7/";

    /// <summary>The request that starts a run.</summary>
    public const string Start = $"POST {Root}jobs/*/run/";

    /// <summary>The request that reads a run.</summary>
    public const string Get = $"GET {Root}runs/*/";

    /// <summary>The request that lists runs.</summary>
    public const string List = $"GET {Root}runs/";

    /// <summary>The request that cancels a run.</summary>
    public const string Cancel = $"POST {Root}runs/*/cancel/";

    /// <summary>The request that lists what a run has written.</summary>
    public const string Artifacts = $"GET {Root}runs/*/artifacts/";

    /// <summary>The requests that read what a run has written.</summary>
    public const string Artifact = $"GET {Root}runs/*/artifacts/**";

    private const long FirstId = 101;

    private readonly ConcurrentStack<JsonObject> _runs = new();

    /// <summary>Scripts a peer.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="time">Says when runs are made. Default: the system's clock.</param>
    public ScriptedDbtCloud(RestPeer peer, TimeProvider? time = null)
    {
        Peer = peer;
        Time = time ?? TimeProvider.System;
        peer.On(Artifact, request => Data(new JsonObject { ["step"] = request.QueryValue("step") }));
        peer.On(Artifacts, Data(new JsonArray("manifest.json", "run_results.json")));
        peer.On(List, ListRuns);
        peer.On(Get, request => Run(request) is { } run ? Data(Shown(run, request)) : NotFound());
        peer.On(Cancel, CancelRun);
        peer.On(Start, StartRun);
    }

    /// <summary>The peer.</summary>
    public RestPeer Peer { get; }

    /// <summary>Says when runs are made.</summary>
    public TimeProvider Time { get; }

    /// <summary>State of all runs that have none of their own.</summary>
    public int Status { get; set; } = 10;

    /// <summary>Steps of a run, by its place from 0; null for none.</summary>
    public Func<int, JsonArray?> Steps { get; set; } = static _ => null;

    /// <summary>What is different in a run that was started, by its place from 0: <c>status</c> for one.</summary>
    public Func<int, JsonObject> Traits { get; set; } = static _ => [];

    /// <summary>The job of all runs, as it comes with them.</summary>
    public JsonObject JobFacts { get; set; } = new() { ["id"] = Job, ["name"] = "nightly" };

    /// <summary>What goes wrong with a start although the run has begun; null for nothing.</summary>
    public Func<RestReply?> StartFault { get; set; } = static () => null;

    /// <summary>What the answer to a start waits for.</summary>
    public Func<Task> StartPause { get; set; } = static () => Task.CompletedTask;

    /// <summary>How many runs there are.</summary>
    public int Started => _runs.Count;

    /// <summary>The causes of the runs, the first one first.</summary>
    public IReadOnlyList<string> Causes => [.. _runs.Reverse().Select(static run => (string)run["trigger"]!["cause"]!)];

    /// <summary>Answers as dbt Cloud does.</summary>
    /// <param name="data">What stands under <c>data</c>.</param>
    public static RestReply Data(JsonNode? data) => RestReply.Json(new JsonObject
    {
        ["status"] = new JsonObject { ["code"] = 200, ["is_success"] = true, ["user_message"] = "Success!", ["developer_message"] = "" },
        ["data"] = data?.DeepClone(),
    });

    /// <summary>Refuses as dbt Cloud does.</summary>
    /// <param name="status">The status.</param>
    /// <param name="userMessage">What it says to who asks.</param>
    /// <param name="developerMessage">What it says to developers.</param>
    public static RestReply Refusal(int status, string userMessage, string developerMessage = "") => RestReply.Json(
        new JsonObject
        {
            ["status"] = new JsonObject { ["code"] = status, ["is_success"] = false, ["user_message"] = userMessage, ["developer_message"] = developerMessage },
            ["data"] = null,
        },
        status);

    /// <summary>Says that there is no such thing.</summary>
    public static RestReply NotFound() => Refusal(404, "The requested resource was not found.");

    /// <summary>Answers with a run in a state.</summary>
    /// <param name="status">The state.</param>
    /// <param name="id">Id of the run.</param>
    public static RestReply RunIn(int status, long id = FirstId) => Data(new JsonObject { ["id"] = id, ["job_definition_id"] = Job, ["status"] = status });

    /// <summary>Answers to reads of runs one after another with these states, the last from then on.</summary>
    /// <param name="statuses">The states.</param>
    public void Answers(params IReadOnlyList<int> statuses) => Peer.On(Get, [.. statuses.Select(static status => RunIn(status))]);

    /// <summary>Adds a run, newer than all others.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="created">When; null for now.</param>
    /// <returns>Its id.</returns>
    public long Add(string cause, DateTimeOffset? created = null) => Push(Job, new JsonObject { ["cause"] = cause }, created ?? Time.GetUtcNow());

    private long Push(long job, JsonObject trigger, DateTimeOffset created)
    {
        lock (_runs)
        {
            int place = _runs.Count;
            long id = FirstId + place;
            JsonObject run = new()
            {
                ["id"] = id,
                ["job_definition_id"] = job,
                ["account_id"] = Account,
                ["created_at"] = created.ToString("yyyy-MM-dd HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture),
                ["trigger"] = trigger.DeepClone(),
                ["run_steps"] = Steps(place)?.DeepClone(),
            };
            foreach ((string name, JsonNode? value) in Traits(place))
            {
                run[name] = value?.DeepClone();
            }

            _runs.Push(run);
            return id;
        }
    }

    private RestReply StartRun(RestExchange request)
    {
        long job = long.Parse(request.Path.Split('/')[6], CultureInfo.InvariantCulture);
        Push(job, request.Json, Time.GetUtcNow());
        _ = _runs.TryPeek(out JsonObject? run);
        return StartFault() ?? Data(Shown(run!, null)) with { Held = StartPause() };
    }

    private RestReply CancelRun(RestExchange request)
    {
        if (Run(request) is not { } run)
        {
            return NotFound();
        }

        run["status"] = 30;
        return Data(Shown(run, request));
    }

    private JsonObject? Run(RestExchange request)
    {
        string id = request.Path.Split('/')[6];
        return _runs.FirstOrDefault(run => run["id"]!.ToString() == id);
    }

    private RestReply ListRuns(RestExchange request)
    {
        int from = int.Parse(request.QueryValue("offset") ?? "0", CultureInfo.InvariantCulture);
        int most = int.Parse(request.QueryValue("limit") ?? "100", CultureInfo.InvariantCulture);
        JsonObject[] runs = [.. _runs.Where(run => request.QueryValue("job_definition_id") is not { } job || run["job_definition_id"]!.ToString() == job)];
        IEnumerable<JsonObject> sorted = request.QueryValue("order_by") == "-id" ? runs : runs.Reverse();
        return Data(new JsonArray([.. sorted.Skip(from).Take(most).Select(run => Shown(run, request))]));
    }

    // Related things are there only for who asks for them.
    private JsonObject Shown(JsonObject run, RestExchange? request)
    {
        string asked = request?.QueryValue("include_related") ?? "";
        JsonObject shown = run.DeepClone().AsObject();
        shown.TryAdd("status", Status);
        if (!asked.Contains("\"trigger\"", StringComparison.Ordinal))
        {
            shown["trigger"] = null;
        }

        if (!asked.Contains("\"run_steps\"", StringComparison.Ordinal))
        {
            shown.Remove("run_steps");
        }

        shown["job"] = asked.Contains("\"job\"", StringComparison.Ordinal) ? JobFacts.DeepClone() : null;
        return shown;
    }
}

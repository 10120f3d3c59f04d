using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>AWS Glue on a peer: remembers runs, newest first, and lets their answers go wrong.</summary>
public sealed class ScriptedGlue
{
    /// <summary>The request that starts a run.</summary>
    public const string Start = "glue.StartJobRun";

    /// <summary>The request that reads a run.</summary>
    public const string Get = "glue.GetJobRun";

    /// <summary>The request that lists runs.</summary>
    public const string List = "glue.GetJobRuns";

    private const string SubmissionKey = "--prefect-submission-key";

    private readonly ConcurrentStack<JsonObject> _runs = new();

    /// <summary>Scripts a peer.</summary>
    public ScriptedGlue(AwsPeer peer)
    {
        Peer = peer;
        peer.On(Start, StartRun);
        peer.On(Get, GetRun);
        peer.On(List, ListRuns);
    }

    /// <summary>The peer.</summary>
    public AwsPeer Peer { get; }

    /// <summary>How many runs there are.</summary>
    public int Started => _runs.Count;

    /// <summary>The keys that runs were started under, once for each run.</summary>
    public IReadOnlyList<string> Keys => [.. _runs.Select(run => (string?)run["Arguments"]?[SubmissionKey] ?? "")];

    /// <summary>What goes wrong with a start although the run has begun; null for nothing.</summary>
    public Func<AwsReply?> StartFault { get; set; } = () => null;

    /// <summary>What the answer to a start waits for.</summary>
    public Func<Task> StartPause { get; set; } = () => Task.CompletedTask;

    /// <summary>State of all runs.</summary>
    public string State { get; set; } = "SUCCEEDED";

    /// <summary>Runs on a page.</summary>
    public int PageSize { get; set; } = 200;

    /// <summary>Script of one run's answers, the last from then on.</summary>
    public void Answers(params string[] states) => Peer.On(Get, [.. states.Select(state => Reply(state))]);

    /// <summary>Answers with a run in a state.</summary>
    public static AwsReply Reply(string state, string? error = null) => AwsReply.Json(new JsonObject
    {
        ["JobRun"] = new JsonObject { ["Id"] = "jr_1", ["JobName"] = "nightly", ["JobRunState"] = state, ["ErrorMessage"] = error },
    });

    /// <summary>Adds a run, newer than all others.</summary>
    public void Add(string id, string key, DateTimeOffset started) => _runs.Push(Run(id, new JsonObject { [SubmissionKey] = key }, started));

    private static JsonObject Run(string id, JsonNode? arguments, DateTimeOffset started) => new()
    {
        ["Id"] = id,
        ["JobName"] = "nightly",
        ["Arguments"] = arguments?.DeepClone(),
        ["StartedOn"] = started.ToUnixTimeMilliseconds() / 1000.0,
    };

    private AwsReply StartRun(AwsExchange request)
    {
        string id = $"jr_{_runs.Count + 1}";
        _runs.Push(Run(id, request.Json["Arguments"], new ManualClock().GetUtcNow()));
        return StartFault() ?? AwsReply.Json(new JsonObject { ["JobRunId"] = id }) with { Held = StartPause() };
    }

    private AwsReply GetRun(AwsExchange request)
    {
        string id = (string)request.Json["RunId"]!;
        JsonObject? run = _runs.FirstOrDefault(run => (string?)run["Id"] == id)?.DeepClone().AsObject();
        if (run is null)
        {
            return AwsReply.Error("EntityNotFoundException", "Job Run " + id + " not found");
        }

        run["JobRunState"] = State;
        return AwsReply.Json(new JsonObject { ["JobRun"] = run });
    }

    private AwsReply ListRuns(AwsExchange request)
    {
        int from = int.Parse((string?)request.Json["NextToken"] ?? "0");
        JsonObject[] runs = [.. _runs.Skip(from).Take(PageSize)];
        return AwsReply.Json(new JsonObject
        {
            ["JobRuns"] = new JsonArray([.. runs.Select(run => run.DeepClone())]),
            ["NextToken"] = from + runs.Length < _runs.Count ? $"{from + runs.Length}" : null,
        });
    }
}

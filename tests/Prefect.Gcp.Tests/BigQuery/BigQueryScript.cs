using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

/// <summary>Plays BigQuery on a peer: keeps the jobs that are started, and gives the results that a test says for their queries.</summary>
internal sealed class BigQueryScript
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly Func<string, BigQueryAnswer> _answer;

    public BigQueryScript(GooglePeer peer, Func<string, BigQueryAnswer> answer)
    {
        _answer = answer;
        peer.On("bigquery.jobs.insert", Insert);
        peer.On("bigquery.jobs.get", exchange => Find(exchange) is { } job ? GoogleReply.Json(Describe(job)) : Missing());
        peer.On("bigquery.jobs.cancel", exchange => Find(exchange) is { } job ? Cancel(job) : Missing());
        peer.On("bigquery.jobs.getQueryResults", exchange => Find(exchange) is { } job ? Rows(job, exchange) : Missing());
    }

    public BigQueryScript(GooglePeer peer, BigQueryAnswer answer)
        : this(peer, _ => answer)
    {
    }

    /// <summary>The jobs that were started, in order, as they were asked for.</summary>
    public ConcurrentQueue<JsonObject> Started { get; } = new();

    public IReadOnlyList<JsonObject> Queries => [.. Started.Select(job => job["configuration"]!["query"]!.AsObject())];

    public int Cancelled { get; private set; }

    public string Location { get; init; } = "EU";

    /// <summary>Starts the job of a request; whoever asks for one that is there is refused, as by the service.</summary>
    public GoogleReply Insert(GoogleExchange exchange)
    {
        JsonObject asked = exchange.Json;
        JsonObject configuration = asked["configuration"]!.AsObject();
        if ((bool?)configuration["dryRun"] == true)
        {
            return GoogleReply.Json(Estimate(asked));
        }

        string id = (string)asked["jobReference"]!["jobId"]!;
        string location = (string?)asked["jobReference"]!["location"] ?? Location;
        Job job = new(id, location, configuration, _answer((string?)configuration["query"]?["query"] ?? ""));
        if (!_jobs.TryAdd(id, job))
        {
            return GoogleReply.Error(409, "duplicate", $"Already Exists: Job harbour:{location}.{id}");
        }

        Started.Enqueue(asked);
        return GoogleReply.Json(Describe(job));
    }

    private static JsonObject Estimate(JsonObject asked) => new()
    {
        ["configuration"] = asked["configuration"]!.DeepClone(),
        ["status"] = new JsonObject { ["state"] = "DONE" },
        ["statistics"] = new JsonObject
        {
            ["totalBytesProcessed"] = "1048576",
            ["query"] = new JsonObject { ["schema"] = JsonNode.Parse("""{"fields":[{"name":"n","type":"INTEGER"}]}""") },
        },
    };

    private Job? Find(GoogleExchange exchange) =>
        _jobs.GetValueOrDefault(exchange.Parts["jobId"]) is { } job && (exchange.QueryValue("location") ?? "US") == job.Location ? job : null;

    private static GoogleReply Missing() => GoogleReply.Error(404, "notFound", "Not found: Job");

    private GoogleReply Cancel(Job job)
    {
        Cancelled++;
        return GoogleReply.Json(new JsonObject { ["kind"] = "bigquery#jobCancelResponse", ["job"] = Describe(job) });
    }

    private static JsonObject Describe(Job job)
    {
        bool isDone = job.Looks >= job.Answer.Looks;
        JsonObject status = new() { ["state"] = isDone ? "DONE" : "RUNNING" };
        if (isDone && job.Answer.Error is { } error)
        {
            status["errorResult"] = error.DeepClone();
            status["errors"] = new JsonArray(error.DeepClone());
        }

        job.Looks++;
        JsonObject statistics = new() { ["creationTime"] = "1763640000000", ["startTime"] = "1763640001000", ["endTime"] = "1763640002000" };
        if (job.Configuration["load"] is not null)
        {
            statistics["load"] = JsonNode.Parse("""{"inputFiles":"1","inputFileBytes":"40","outputRows":"2","outputBytes":"64","badRecords":"0"}""");
        }

        return new JsonObject
        {
            ["kind"] = "bigquery#job",
            ["id"] = $"harbour:{job.Location}.{job.Id}",
            ["jobReference"] = Reference(job),
            ["configuration"] = job.Configuration.DeepClone(),
            ["status"] = status,
            ["statistics"] = statistics,
        };
    }

    private static GoogleReply Rows(Job job, GoogleExchange exchange)
    {
        if (job.Looks++ < job.Answer.Looks)
        {
            return GoogleReply.Json(new JsonObject { ["kind"] = "bigquery#getQueryResultsResponse", ["jobReference"] = Reference(job), ["jobComplete"] = false });
        }

        if (job.Answer.Error is { } error)
        {
            return GoogleReply.Error(job.Answer.ErrorStatus, (string)error["reason"]!, (string)error["message"]!);
        }

        string? token = exchange.QueryValue("pageToken");
        int page = token is null ? 0 : int.Parse(token["page-".Length..]);
        IReadOnlyList<string> pages = job.Answer.Pages;
        JsonObject reply = new()
        {
            ["kind"] = "bigquery#getQueryResultsResponse",
            ["schema"] = JsonNode.Parse(job.Answer.Schema),
            ["jobReference"] = Reference(job),
            ["totalRows"] = job.Answer.TotalRows,
            ["rows"] = JsonNode.Parse(pages.Count > 0 ? pages[page] : "[]"),
            ["totalBytesProcessed"] = "2048",
            ["jobComplete"] = true,
            ["cacheHit"] = false,
        };
        if (page + 1 < pages.Count)
        {
            reply["pageToken"] = $"page-{page + 1}";
        }

        if (job.Answer.AffectedRows is { } affected)
        {
            reply["numDmlAffectedRows"] = affected;
        }

        return GoogleReply.Json(reply);
    }

    private static JsonObject Reference(Job job) => new() { ["projectId"] = "harbour", ["jobId"] = job.Id, ["location"] = job.Location };

    private sealed record Job(string Id, string Location, JsonObject Configuration, BigQueryAnswer Answer)
    {
        public int Looks { get; set; }
    }
}

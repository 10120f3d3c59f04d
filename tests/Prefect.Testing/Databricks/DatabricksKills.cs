using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Kills processes that start a job of Databricks and wait for it.</summary>
public sealed class DatabricksKills : JobKills
{
    private readonly RestPeer _peer;
    private readonly string _certificates;
    private readonly ConcurrentDictionary<string, Lazy<int>> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _days = new();
    private bool _end;

    private DatabricksKills(string worker, string home, int seed, RestPeer peer)
        : base(worker, home, seed)
    {
        _peer = peer;
        _certificates = Path.Combine(home, "peer.pem");
        File.WriteAllText(_certificates, peer.CertificatePem);
        peer.On("POST /api/2.1/jobs/run-now", StartRun);
        peer.On("GET /api/2.1/jobs/runs/get", Run);
    }

    /// <inheritdoc/>
    protected override string LastWords => $"{_days.Count} SUCCESS";

    /// <summary>Kills.</summary>
    /// <param name="worker">Path of <c>Prefect.DatabricksWorker.dll</c>.</param>
    /// <param name="home">Folder for the settings and results of the processes.</param>
    /// <param name="kills">How many processes are killed at least.</param>
    /// <param name="seed">Says when.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<JobKillCount> RunAsync(string worker, string home, int kills, int seed, CancellationToken cancellationToken = default)
    {
        await using RestPeer peer = await RestPeer.StartAsync(cancellationToken);
        JobKillCount count = await new DatabricksKills(worker, home, seed, peer).RunAsync(kills, cancellationToken);
        peer.Unscripted.ShouldBeEmpty();
        return count;
    }

    /// <inheritdoc/>
    protected override void Let(bool end) => _end = end;

    /// <inheritdoc/>
    protected override int RunsOf(string day) => _days.Count(known => known == day);

    /// <inheritdoc/>
    protected override void Prepare(ProcessStartInfo start, string day)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.ArgumentList.Add(_peer.SecureAddress.Authority);
        start.ArgumentList.Add(day);
        start.Environment["SSL_CERT_FILE"] = _certificates;
    }

    // The service gives the run that a token began, and begins one for a token that it does not know.
    private RestReply StartRun(RestExchange request)
    {
        string token = (string?)request.Json["idempotency_token"] ?? Guid.NewGuid().ToString();
        string day = (string)request.Json["job_parameters"]!["day"]!;
        int run = _runs.GetOrAdd(token, _ => new Lazy<int>(() => Begin(day))).Value;
        return RestReply.Json(new JsonObject { ["run_id"] = run, ["number_in_job"] = run }) with { Held = PauseAsync() };
    }

    private int Begin(string day)
    {
        lock (_days)
        {
            _days.Enqueue(day);
            return _days.Count;
        }
    }

    private RestReply Run(RestExchange request)
    {
        JsonObject state = _end
            ? new JsonObject { ["life_cycle_state"] = "TERMINATED", ["result_state"] = "SUCCESS" }
            : new JsonObject { ["life_cycle_state"] = "RUNNING" };
        return RestReply.Json(new JsonObject { ["run_id"] = int.Parse(request.QueryValue("run_id")!), ["job_id"] = 11, ["state"] = state });
    }
}

using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

/// <summary>A test with an account in dbt Cloud of its own, on a peer, and a clock that jumps.</summary>
public abstract class DbtCloudTest : IAsyncLifetime
{
    protected const int Job = ScriptedDbtCloud.Job;

    private HttpMessageHandler? _way;
    private IDisposable? _use;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected RestPeer Peer { get; private set; } = null!;

    protected ScriptedDbtCloud Cloud { get; private set; } = null!;

    protected string ApiKey { get; } = $"dbtc-{Guid.NewGuid():N}";

    protected DbtCloudCredentials Credentials => new() { ApiKey = ApiKey, AccountId = ScriptedDbtCloud.Account };

    /// <summary>Leads to the peer, whatever the domain.</summary>
    protected DbtCloudOptions Options => new()
    {
        Connections = _way!,
        TimeProvider = Clock,
        RequestTimeout = TimeSpan.FromSeconds(20),
        Backoff = new Backoff { First = TimeSpan.Zero },
    };

    protected DbtCloudAdministrativeClient Client => Credentials.GetAdministrativeClient(Options);

    protected DbtCloudJob Nightly => new DbtCloudJob { DbtCloudCredentials = Credentials, JobId = Job }.WithOptions(Options);

    public async ValueTask InitializeAsync()
    {
        Peer = await RestPeer.StartAsync(Token);
        Cloud = new ScriptedDbtCloud(Peer, Clock);
        _way = Peer.CreateHandler();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _use?.Dispose();
        _way?.Dispose();
        return Peer.DisposeAsync();
    }

    /// <summary>Lets tasks and flows reach the peer in place of the world.</summary>
    protected void Reach() => _use = DbtCloudOptions.Use(Options);

    protected static JsonObject Step(int index, string name, string status) =>
        new() { ["id"] = 1000 + index, ["index"] = index, ["name"] = name, ["status_humanized"] = status };

    /// <summary>The steps of a run: what each makes ready, and then these.</summary>
    protected static JsonArray Steps(params ReadOnlySpan<(string Command, string Status)> commands)
    {
        JsonArray steps =
        [
            Step(1, "Clone git repository", "Success"), Step(2, "Create profile from connection Postgres", "Success"), Step(3, "Invoke dbt with `dbt deps`", "Success"),
        ];
        foreach ((string command, string status) in commands)
        {
            steps.Add(Step(steps.Count + 1, $"Invoke dbt with `{command}`", status));
        }

        return steps;
    }

    /// <summary>Results of nodes, as <c>run_results.json</c> has them.</summary>
    protected static JsonObject Results(params ReadOnlySpan<(string Id, string Status)> nodes)
    {
        JsonArray results = [];
        foreach ((string id, string status) in nodes)
        {
            results.Add(new JsonObject { ["unique_id"] = id, ["status"] = status });
        }

        return new JsonObject { ["results"] = results };
    }
}

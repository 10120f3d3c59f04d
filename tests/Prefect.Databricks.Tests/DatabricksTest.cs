using Prefect.Flows;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Databricks.Tests;

/// <summary>A test with a workspace of its own, on a peer that stands for every host, and a clock that jumps.</summary>
public abstract class DatabricksTest : IAsyncLifetime
{
    internal const string Host = "adb-1234567890123456.7.azuredatabricks.net";

    private readonly List<IDisposable> _scopes = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected RestPeer Peer { get; private set; } = null!;

    protected static DatabricksCredentials Credentials => new() { DatabricksInstance = Host, Token = "dapi-token-of-the-tests-52a1" };

    public async ValueTask InitializeAsync() => Peer = await RestPeer.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _scopes.ForEach(static scope => scope.Dispose());
        return Peer.DisposeAsync();
    }

    /// <summary>Lets what a test does reach the peer in place of the world. Repetitions wait for nothing.</summary>
    protected void Reach()
    {
        _scopes.Add(DatabricksAccess.Use(new DatabricksAccess
        {
            Connections = Peer.CreateHandler(),
            Backoff = new Backoff { First = TimeSpan.Zero },
            Clock = Clock,
        }));
        _scopes.Add(FlowClock.Use(Clock));
    }

    /// <summary>Scripts one run's states, the last from then on, and what its tasks left.</summary>
    protected void Script(long runId, params string[] states)
    {
        int next = -1;
        Peer.On("GET /api/2.1/jobs/runs/get", _ => RunOf(runId, states[Math.Min(Interlocked.Increment(ref next), states.Length - 1)]));
        Peer.On("GET /api/2.1/jobs/runs/get-output", request => RestReply.Json(
            $$$"""{"notebook_output":{"result":"out of {{{request.QueryValue("run_id")}}}","truncated":false},"metadata":{"run_id":{{{request.QueryValue("run_id")}}}}}"""));
    }

    /// <summary>A run of two tasks in a state: life cycle, and result and message where it has some.</summary>
    protected static RestReply RunOf(long runId, string state)
    {
        string[] parts = state.Split('/', 3);
        string result = parts.Length > 1 && parts[1].Length > 0 ? $",\"result_state\":\"{parts[1]}\"" : "";
        string message = parts.Length > 2 ? parts[2] : "";
        string words = $"{{\"life_cycle_state\":\"{parts[0]}\"{result},\"state_message\":\"{message}\"}}";
        return RestReply.Json(
            $$"""
            {"run_id":{{runId}},"job_id":11,"run_name":"nightly","run_page_url":"https://{{Host}}/#job/11/run/{{runId}}","state":{{words}},"new_field":{"kept":true},
             "tasks":[{"run_id":{{runId}}1,"task_key":"load","attempt_number":0,"state":{{words}}},{"run_id":{{runId}}2,"task_key":"report","state":{{words}}}]}
            """);
    }
}

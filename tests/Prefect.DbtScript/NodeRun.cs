using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.DbtScript;

/// <summary>Carries out one node: what is logged of it, and what is kept.</summary>
internal sealed class NodeRun(EventLog log, ScriptedNode node, int index, int total)
{
    private static readonly Dictionary<string, (string Name, string Code)> s_results = new(StringComparer.Ordinal)
    {
        ["model"] = ("LogModelResult", "Q012"),
        ["seed"] = ("LogSeedResult", "Q016"),
        ["snapshot"] = ("LogSnapshotResult", "Q015"),
        ["test"] = ("LogTestResult", "Q007"),
        ["unit_test"] = ("LogTestResult", "Q007"),
        ["source"] = ("LogFreshnessResult", "Q018"),
    };

    private readonly string _startedAt = Now();

    public static bool IsBad(string status) => status is "error" or "fail" or "skipped" or "runtime error" or "partial success";

    private string Message(string status) => node.Message ?? status switch
    {
        "success" => "SELECT 5",
        "fail" => "Got 2 results, configured to fail if != 0",
        "warn" => "Got 1 result, configured to warn if != 0",
        "error" => $"Database Error in {node.Kind} {node.Name}\n  relation \"raw\" does not exist",
        _ => "",
    };

    /// <summary>Gives the entry of <c>run_results.json</c>.</summary>
    public async Task<JsonObject> RunAsync(string status)
    {
        Tell("debug", "NodeStart", "Q024", $"Began running node {node.UniqueId}", "started");
        if (status == "skipped")
        {
            Tell("info", "SkippingDetails", "Z033", $"{index} of {total} SKIP relation {Label} ... [SKIP]", status);
        }
        else
        {
            Tell("info", "LogStartLine", "Q011", $"{index} of {total} START {node.Kind} {Label} ... [RUN]", "started");
            Tell("debug", "NodeCompiling", "Q030", $"Began compiling node {node.UniqueId}", "compiling");
            Tell("debug", "NodeExecuting", "Q031", $"Began executing node {node.UniqueId}", "executing");
            foreach (string line in node.Log)
            {
                Tell("info", "JinjaLogInfo", "I062", line, "executing");
            }

            await WaitAsync();
            TellResult(status);
        }

        JsonObject result = Result(status);
        JsonObject ended = new() { ["node_info"] = NodeInfo(status, ended: true), ["run_result"] = ResultMessage(status) };
        log.Write("debug", "NodeFinished", "Q025", $"Finished running node {node.UniqueId}", ended);
        return result;
    }

    private string Label => node.Kind is "test" or "unit_test" ? node.Name : $"main.{node.Name}";

    private async Task WaitAsync()
    {
        while (node.WaitsFor is { } file && !File.Exists(file))
        {
            await Task.Delay(10);
        }
    }

    private void TellResult(string status)
    {
        string level = status is "error" or "fail" or "runtime error" ? "error" : status == "warn" ? "warn" : "info";
        string word = level switch { "error" => status == "fail" ? "FAIL 2" : "ERROR creating", "warn" => "WARN 1", _ => node.Kind is "test" ? "PASS" : "OK created" };
        (string name, string code) = s_results.GetValueOrDefault(node.Kind, ("LogNodeResult", "Q008"));
        Tell(level, name, code, $"{index} of {total} {word} {Label} ... [{(level == "error" ? "ERROR" : Message(status))} in 0.02s]", status);
    }

    private void Tell(string level, string name, string code, string message, string status) =>
        log.Write(level, name, code, message, new JsonObject
        {
            ["index"] = index,
            ["total"] = total,
            ["node_info"] = NodeInfo(status, ended: false),
            ["msg"] = message,
            ["status"] = status,
        });

    private JsonObject NodeInfo(string status, bool ended) => new()
    {
        ["materialized"] = node.Kind is "test" ? "test" : node.Materialized,
        ["meta"] = JsonSerializer.SerializeToNode(node.Meta),
        ["node_finished_at"] = ended ? Now() : "",
        ["node_name"] = node.Name,
        ["node_path"] = $"{node.Name}.sql",
        ["node_relation"] = new JsonObject { ["alias"] = node.Name, ["database"] = "shop", ["relation_name"] = node.RelationName ?? "", ["schema"] = "main" },
        ["node_started_at"] = _startedAt,
        ["node_status"] = status,
        ["resource_type"] = node.Kind,
        ["unique_id"] = node.UniqueId,
    };

    private JsonObject ResultMessage(string status) => new()
    {
        ["adapter_response"] = new JsonObject(),
        ["execution_time"] = 0.02,
        ["message"] = Message(status),
        ["num_failures"] = status is "fail" ? 2 : status is "warn" ? 1 : 0,
        ["status"] = status,
        ["thread"] = "Thread-1 (worker)",
        ["timing_info"] = new JsonArray(),
    };

    private JsonObject Result(string status) => new()
    {
        ["status"] = status,
        ["timing"] = new JsonArray(),
        ["thread_id"] = "Thread-1 (worker)",
        ["execution_time"] = 0.02,
        ["adapter_response"] = new JsonObject(),
        ["message"] = status is "pass" or "skipped" ? null : Message(status),
        ["failures"] = node.Kind is "test" ? (status is "fail" ? 2 : status is "warn" ? 1 : 0) : null,
        ["unique_id"] = node.UniqueId,
        ["compiled"] = node.Kind is not ("seed" or "source"),
        ["compiled_code"] = node.Kind is "seed" or "source" ? null : node.CompiledCode ?? $"select * from {node.Name}",
        ["relation_name"] = node.RelationName,
    };

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

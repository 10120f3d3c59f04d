using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.DbtScript;

/// <summary>One call of dbt.</summary>
internal sealed class ScriptedCommand
{
    private const int Succeeded = 0;
    private const int NodesFailed = 1;
    private const int Refused = 2;

    private readonly DbtPlan _script;
    private readonly CommandLine _command;
    private readonly EventLog _log;
    private readonly Artifacts _artifacts;
    private readonly int _call;

    private ScriptedCommand(DbtPlan script, CommandLine command, int call)
    {
        _script = script;
        _command = command;
        _call = call;
        _log = new EventLog(command, Guid.NewGuid().ToString());
        _artifacts = new Artifacts(script, command, _log);
    }

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--version"))
        {
            EventLog.Print("Core:\n  - installed: 1.9.4\n  - latest:    1.9.4 - Up to date!");
            return Succeeded;
        }

        DbtPlan script = DbtPlan.Load();
        CommandLine command = CommandLine.Parse(args);
        int call = DbtCall.Record(script.Calls, args, command.ProfilesDir);
        if (!command.IsKnown)
        {
            await Console.Error.WriteLineAsync($"Usage: dbt [OPTIONS] COMMAND [ARGS]...\nTry 'dbt -h' for help.\n\nError: No such command '{command.Command}'.");
            return Refused;
        }

        return await new ScriptedCommand(script, command, call).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        _script.Noise.ToList().ForEach(EventLog.Print);
        if (_command.Command is not ("ls" or "list"))
        {
            _log.Write("info", "MainReportVersion", "A001", "Running with dbt=1.9.4", new JsonObject { ["log_version"] = 3, ["version"] = "=1.9.4" });
        }

        if (Problem() is { } problem)
        {
            _log.Write("error", "MainEncounteredError", "Z002", $"Encountered an error:\n{problem}", new JsonObject { ["exc"] = problem });
            return Refused;
        }

        return _command.Command switch
        {
            "ls" or "list" => List(),
            "parse" or "compile" or "docs generate" => Parse(),
            "build" or "run" or "test" or "seed" or "snapshot" or "source freshness" => await ExecuteAsync(Chosen()),
            "retry" => await RetryAsync(),
            _ => Succeeded,
        };
    }

    /// <summary>What dbt fails with before it comes to the nodes.</summary>
    private string? Problem()
    {
        if (_command.Command is "deps" or "clean" or "debug")
        {
            return _script.Error;
        }

        string project = Path.Combine(_command.ProjectDir, "dbt_project.yml");
        return !File.Exists(project) ? $"Runtime Error\n  No dbt_project.yml found at expected path {project}"
            : !File.Exists(Path.Combine(_command.ProfilesDir, "profiles.yml")) ? $"Runtime Error\n  Could not find profile named '{_script.Project}'"
            : _script.Error;
    }

    private bool IsSelected(ScriptedNode node) =>
        _command.Selected.Count == 0
        || _command.Selected.Any(name => name.Trim('+') is var plain
            && (plain == node.Name || plain == $"{_script.Project}.{node.Name}" || plain == "*" || node.Tags.Any(tag => plain == $"tag:{tag}")));

    private List<ScriptedNode> Chosen() => [.. _script.Nodes.Where(node => IsSelected(node) && node.Materialized != "ephemeral" && _command.Command switch
    {
        "run" => node.Kind == "model",
        "test" => node.Kind is "test" or "unit_test",
        "source freshness" => node.Kind == "source",
        "build" => node.Kind is "model" or "seed" or "snapshot" or "test" or "unit_test",
        _ => node.Kind == _command.Command,
    })];

    private int List()
    {
        foreach (ScriptedNode node in _script.Nodes.Where(IsSelected))
        {
            JsonObject facts = new() { ["name"] = node.Name, ["resource_type"] = node.Kind, ["unique_id"] = node.UniqueId };
            string line = _command.Output == "json"
                ? new JsonObject([.. facts.Where(fact => _command.OutputKeys.Count == 0 || _command.OutputKeys.Contains(fact.Key)).Select(fact => KeyValuePair.Create(fact.Key, fact.Value?.DeepClone()))]).ToJsonString()
                : _command.Output == "name" ? node.Name : $"{_script.Project}.{node.Name}";
            if (_command.IsJson)
            {
                _log.Write("error", "ListCmdOut", "Z052", line, new JsonObject { ["msg"] = line });
            }
            else
            {
                EventLog.Print(line);
            }
        }

        return Succeeded;
    }

    private int Parse()
    {
        _artifacts.WriteManifest();
        return _script.ExitCode ?? Succeeded;
    }

    private async Task<int> RetryAsync()
    {
        if (_artifacts.ReadPrevious() is not { } previous)
        {
            string problem = $"Runtime Error\n  Could not find previous run in '{_command.TargetPath}' target directory";
            _log.Write("error", "MainEncounteredError", "Z002", $"Encountered an error:\n{problem}", new JsonObject { ["exc"] = problem });
            return Refused;
        }

        return await ExecuteAsync([.. _script.Nodes.Where(node => previous.TryGetValue(node.UniqueId, out string? status) && NodeRun.IsBad(status))]);
    }

    private async Task<int> ExecuteAsync(List<ScriptedNode> nodes)
    {
        _artifacts.WriteManifest();
        _log.Write("info", "FoundStats", "W006", $"Found {_script.Nodes.Count} nodes");
        HashSet<string> lost = [];
        List<JsonObject> results = [];
        foreach (ScriptedNode node in nodes)
        {
            string status = node.DependsOn.Any(lost.Contains) ? "skipped" : node.StatusOf(_call);
            if (NodeRun.IsBad(status))
            {
                lost.Add(node.UniqueId);
            }

            results.Add(await new NodeRun(_log, node, results.Count + 1, nodes.Count).RunAsync(status));
        }

        return End(results);
    }

    private int End(List<JsonObject> results)
    {
        if (_command.Command == "source freshness")
        {
            _artifacts.WriteSources(results);
        }
        else
        {
            _artifacts.WriteResults(results);
        }

        int Count(params string[] statuses) => results.Count(result => statuses.Contains((string?)result["status"]));
        int errors = Count("error", "fail", "runtime error");
        foreach (JsonObject result in results.Where(result => (string?)result["status"] is "error" or "fail" or "runtime error"))
        {
            _log.Write("error", "RunResultError", "Z024", $"  {result["message"]}", new JsonObject { ["msg"] = result["message"]?.DeepClone() });
        }

        string stats = $"Done. PASS={Count("success", "pass")} WARN={Count("warn")} ERROR={errors} SKIP={Count("skipped")} TOTAL={results.Count}";
        _log.Write("info", "StatsLine", "Z023", stats, new JsonObject { ["stats"] = new JsonObject { ["error"] = errors, ["total"] = results.Count } });
        _log.Write("debug", "CommandCompleted", "Q039", $"Command `dbt {_command.Command}` {(errors > 0 ? "failed" : "succeeded")}", new JsonObject { ["success"] = errors == 0 });
        return _script.ExitCode ?? (errors > 0 ? NodesFailed : Succeeded);
    }
}

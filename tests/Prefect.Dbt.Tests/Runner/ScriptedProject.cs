using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Runner;

/// <summary>
/// A project with a program in place of dbt: it keeps what it was called with, writes the manifest and results that it is given, prints its
/// lines and ends with its code.
/// </summary>
internal sealed class ScriptedProject : IDisposable
{
    private const string Program = """
        #!/bin/sh
        dir="$(dirname "$0")"
        if [ "$1" = ls ]; then
          printf '%s\n' "$@" > "$dir/ls-args"
          cat "$dir/ls"
          exit "$(cat "$dir/ls-code")"
        fi
        printf '%s\n' "$@" > "$dir/args"
        env > "$dir/env"
        while [ $# -gt 0 ]; do
          if [ "$1" = --profiles-dir ]; then
            printf '%s' "$2" > "$dir/profiles-dir"
            cp "$2/profiles.yml" "$dir/seen-profiles.yml"
          fi
          shift
        done
        mkdir -p "$dir/target"
        [ -f "$dir/manifest.json" ] && cp "$dir/manifest.json" "$dir/target/manifest.json"
        cat "$dir/out"
        cat "$dir/err" >&2
        if [ -f "$dir/hold" ]; then touch "$dir/holding"; sleep 1000; fi
        [ -f "$dir/run_results.json" ] && cp "$dir/run_results.json" "$dir/target/run_results.json"
        exit "$(cat "$dir/code")"
        """;

    private readonly TemporaryDirectory _folder = new();
    private readonly List<string> _lines = [];
    private readonly JsonObject _nodes = [];
    private readonly JsonObject _sources = [];
    private readonly JsonArray _results = [];

    public ScriptedProject()
    {
        Write("out", "");
        Write("err", "");
        Write("code", "0");
        Write("ls", "");
        Write("ls-code", "0");
        Write("profiles.yml", "shop:\n  target: dev\n  outputs:\n    dev: {type: postgres, schema: marts}\n");
        Write("dbt_project.yml", "name: shop\n");
        string program = Write("dbt", Program.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Folder => _folder.Path;

    public PrefectDbtSettings Settings => new()
    {
        ProjectDir = Folder, ProfilesDir = Folder, TargetPath = "target", Executable = Path.Combine(Folder, "dbt"), LogLevel = DbtLogLevel.Info,
    };

    public PrefectDbtRunner Runner => new() { Settings = Settings };

    public void Dispose() => _folder.Dispose();

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    public string Write(string file, string text)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Adds a node to the manifest.</summary>
    public ScriptedProject Node(string id, string[] dependsOn, string materialized = "table", JsonObject? meta = null, string? description = null, string? relation = null)
    {
        string[] parts = id.Split('.');
        bool isRelation = parts[0] is "model" or "seed" or "snapshot" && materialized != "ephemeral";
        _nodes[id] = new JsonObject
        {
            ["unique_id"] = id,
            ["resource_type"] = parts[0],
            ["name"] = parts[^1],
            ["package_name"] = "shop",
            ["original_file_path"] = $"models/{parts[^1]}.sql",
            ["relation_name"] = relation is not null ? relation : isRelation ? $"\"shop\".\"marts\".\"{parts[^1]}\"" : null,
            ["description"] = description ?? "",
            ["config"] = new JsonObject { ["materialized"] = materialized, ["meta"] = meta ?? [] },
            ["depends_on"] = new JsonObject { ["nodes"] = new JsonArray([.. dependsOn.Select(parent => JsonValue.Create(parent))]) },
        };
        return this;
    }

    public ScriptedProject Source(string id, string? relation)
    {
        _sources[id] = new JsonObject
        {
            ["unique_id"] = id, ["resource_type"] = "source", ["name"] = id.Split('.')[^1], ["relation_name"] = relation, ["meta"] = new JsonObject(),
        };
        return this;
    }

    /// <summary>Adds an entry to the log.</summary>
    public ScriptedProject Says(string name, string message, string level = "info", string? node = null, string? status = null, string? result = null)
    {
        JsonObject data = [];
        if (node is not null)
        {
            data["node_info"] = Info(node, status ?? "started");
        }

        if (result is not null)
        {
            data["run_result"] = new JsonObject { ["status"] = status, ["message"] = result };
        }

        _lines.Add(Entry(name, message, level, data));
        return this;
    }

    /// <summary>Ends a node with a status of its own and another one of the result.</summary>
    public ScriptedProject SaysEnd(string node, string status, string resultStatus, string message)
    {
        _lines.Add(Entry("NodeFinished", $"Finished running node {node}", "debug", new JsonObject
        {
            ["node_info"] = Info(node, status), ["run_result"] = new JsonObject { ["status"] = resultStatus, ["message"] = message },
        }));
        return this;
    }

    public ScriptedProject Prints(string line)
    {
        _lines.Add(line);
        return this;
    }

    public ScriptedProject Starts(string node) => Says("NodeStart", $"Began running node {node}", "debug", node);

    /// <summary>Ends a node, in the log and in the results.</summary>
    public ScriptedProject Ends(string node, string status = "success", string message = "OK")
    {
        _results.Add((JsonNode)new JsonObject { ["unique_id"] = node, ["status"] = status, ["message"] = message, ["execution_time"] = 0.1 });
        return Says("NodeFinished", $"Finished running node {node}", "debug", node, status, message);
    }

    /// <summary>Runs a node from its beginning to its end, with one line in between.</summary>
    public ScriptedProject Runs(string node, string status = "success", string message = "OK") =>
        Starts(node).Says("LogModelResult", $"1 of 2 {status} {node}", status == "success" ? "info" : "error", node).Ends(node, status, message);

    /// <summary>Gives the program what was said.</summary>
    public ScriptedProject Ready(int exitCode = 0, bool hasManifest = true, bool hasResults = true, string resultsOf = "run-1")
    {
        Write("out", string.Concat(_lines.Select(line => line + "\n")));
        Write("code", $"{exitCode}");
        if (hasManifest)
        {
            Write("manifest.json", new JsonObject
            {
                ["metadata"] = new JsonObject { ["adapter_type"] = "postgres", ["project_name"] = "shop" },
                ["nodes"] = _nodes.DeepClone(),
                ["sources"] = _sources.DeepClone(),
            }.ToJsonString());
        }

        if (hasResults)
        {
            Write("run_results.json", new JsonObject
            {
                ["metadata"] = new JsonObject { ["invocation_id"] = resultsOf }, ["args"] = new JsonObject { ["which"] = "build" }, ["results"] = _results.DeepClone(),
            }.ToJsonString());
        }

        return this;
    }

    private static string Entry(string name, string message, string level, JsonObject data) => new JsonObject
    {
        ["data"] = data,
        ["info"] = new JsonObject
        {
            ["name"] = name, ["msg"] = message, ["level"] = level, ["code"] = "Q000", ["invocation_id"] = "run-1", ["ts"] = "2026-11-20T10:00:00.000000Z",
        },
    }.ToJsonString();

    private static JsonObject Info(string node, string status)
    {
        string[] parts = node.Split('.');
        return new JsonObject
        {
            ["unique_id"] = node,
            ["resource_type"] = parts[0],
            ["node_name"] = parts[^1],
            ["node_status"] = status,
            ["node_path"] = $"{parts[^1]}.sql",
            ["materialized"] = "table",
            ["meta"] = new JsonObject(),
        };
    }
}

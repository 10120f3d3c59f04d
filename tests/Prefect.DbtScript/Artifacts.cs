using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.DbtScript;

/// <summary>The files that dbt leaves behind.</summary>
internal sealed class Artifacts(DbtPlan script, CommandLine command, EventLog log)
{
    public void WriteResults(IEnumerable<JsonObject> results) => Write("run_results.json", new JsonObject
    {
        ["metadata"] = Metadata("run-results/v6"),
        ["results"] = new JsonArray([.. results.Select(result => result.DeepClone())]),
        ["elapsed_time"] = 0.5,
        ["args"] = new JsonObject { ["which"] = command.Command, ["select"] = new JsonArray([.. command.Selected.Select(name => JsonValue.Create(name))]) },
    });

    public void WriteSources(IEnumerable<JsonObject> results) => Write("sources.json", new JsonObject
    {
        ["metadata"] = Metadata("sources/v3"),
        ["results"] = new JsonArray([.. results.Select(Freshness)]),
        ["elapsed_time"] = 0.5,
    });

    public void WriteManifest()
    {
        JsonObject nodes = [];
        JsonObject sources = [];
        JsonObject parents = [];
        JsonObject children = [];
        foreach (ScriptedNode node in script.Nodes)
        {
            (node.Kind == "source" ? sources : nodes)[node.UniqueId] = Node(node);
            parents[node.UniqueId] = Names(node.DependsOn);
            children[node.UniqueId] = Names(script.Nodes.Where(other => other.DependsOn.Contains(node.UniqueId)).Select(other => other.UniqueId));
        }

        Write("manifest.json", new JsonObject
        {
            ["metadata"] = Metadata("manifest/v12"),
            ["nodes"] = nodes,
            ["sources"] = sources,
            ["macros"] = new JsonObject(),
            ["docs"] = new JsonObject(),
            ["exposures"] = new JsonObject(),
            ["metrics"] = new JsonObject(),
            ["groups"] = new JsonObject(),
            ["selectors"] = new JsonObject(),
            ["disabled"] = new JsonObject(),
            ["parent_map"] = parents,
            ["child_map"] = children,
            ["unit_tests"] = new JsonObject(),
        });
    }

    /// <summary>What became of the nodes of the command before, by id; null when it left no results.</summary>
    public Dictionary<string, string>? ReadPrevious()
    {
        string path = Path.Combine(command.TargetPath, "run_results.json");
        return File.Exists(path)
            ? JsonNode.Parse(File.ReadAllText(path))!["results"]!.AsArray().ToDictionary(result => (string)result!["unique_id"]!, result => (string)result!["status"]!)
            : null;
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static JsonNode Freshness(JsonObject result) => (string?)result["status"] == "runtime error"
        ? new JsonObject { ["unique_id"] = (string?)result["unique_id"], ["error"] = (string?)result["message"], ["status"] = "runtime error" }
        : new JsonObject
        {
            ["unique_id"] = (string?)result["unique_id"],
            ["max_loaded_at"] = "2026-11-20T08:00:00Z",
            ["snapshotted_at"] = "2026-11-20T12:00:00Z",
            ["max_loaded_at_time_ago_in_s"] = 14_400.0,
            ["status"] = (string?)result["status"],
            ["criteria"] = new JsonObject(),
        };

    private JsonObject Node(ScriptedNode node) => new()
    {
        ["database"] = "shop",
        ["schema"] = "main",
        ["name"] = node.Name,
        ["resource_type"] = node.Kind,
        ["package_name"] = script.Project,
        ["path"] = $"{node.Name}.sql",
        ["original_file_path"] = $"{node.Kind}s/{node.Name}.sql",
        ["unique_id"] = node.UniqueId,
        ["alias"] = node.Name,
        ["fqn"] = Names([script.Project, node.Name]),
        ["tags"] = Names(node.Tags),
        ["description"] = node.Description,
        ["meta"] = JsonSerializer.SerializeToNode(node.Meta),
        ["config"] = new JsonObject { ["enabled"] = true, ["materialized"] = node.Materialized, ["meta"] = JsonSerializer.SerializeToNode(node.Meta), ["tags"] = Names(node.Tags) },
        ["relation_name"] = node.RelationName,
        ["raw_code"] = $"select * from {node.Name}",
        ["compiled_code"] = node.CompiledCode,
        ["depends_on"] = new JsonObject { ["macros"] = new JsonArray(), ["nodes"] = Names(node.DependsOn) },
    };

    private JsonObject Metadata(string schema) => new()
    {
        ["dbt_schema_version"] = $"https://schemas.getdbt.com/dbt/{schema}.json",
        ["dbt_version"] = "1.9.4",
        ["generated_at"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ["invocation_id"] = log.InvocationId,
        ["env"] = new JsonObject(),
        ["project_name"] = script.Project,
        ["adapter_type"] = script.Adapter,
    };

    private void Write(string name, JsonObject document)
    {
        if (script.WritesArtifacts)
        {
            Directory.CreateDirectory(command.TargetPath);
            File.WriteAllText(Path.Combine(command.TargetPath, name), document.ToJsonString());
        }
    }
}

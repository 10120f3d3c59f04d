using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Reads task runs.</summary>
internal static class TaskRunRow
{
    public const string Columns = "number, id, flow_run, task_name, name, content, states FROM task_runs";

    public const string ById = $"SELECT {Columns} WHERE id = ?1";

    /// <summary>Reads the present row of a statement over <see cref="Columns"/>.</summary>
    public static TaskRun Read(SqliteStatement row)
    {
        Utf8JsonReader reader = new(row.Blob(5));
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement content = document.RootElement;
        List<State> states = StateJson.ReadAll(row.Blob(6));
        TaskRun run = new(row.Guid(1), states[0].Timestamp)
        {
            FlowRunId = row.GuidOrNull(2),
            TaskName = row.Text(3),
            Name = row.Text(4),
            TaskKey = RowJson.Text(content, "key") ?? "",
            DynamicKey = RowJson.Text(content, "dynamic_key") ?? "",
            TaskVersion = RowJson.Text(content, "version"),
            Tags = RowJson.Texts(content, "tags"),
            ExpectedStartTime = RowJson.Time(content, "expected"),
            Inputs = content.TryGetProperty("inputs", out JsonElement inputs) ? ReadInputs(inputs) : TaskRun.NoInputs,
            IsFlowTracking = content.TryGetProperty("is_flow", out JsonElement isFlow) && isFlow.GetBoolean(),
            CacheKey = RowJson.Text(content, "cache_key"),
        };
        run.Restore(states);
        return run;
    }

    private static Dictionary<string, IReadOnlyList<RunReference>> ReadInputs(JsonElement json)
    {
        Dictionary<string, IReadOnlyList<RunReference>> inputs = new(StringComparer.Ordinal);
        foreach (JsonProperty parameter in json.EnumerateObject())
        {
            List<RunReference> runs = [];
            foreach (JsonElement run in parameter.Value.EnumerateArray())
            {
                runs.Add(new RunReference((RunKind)run.GetProperty("type").GetInt32(), run.GetProperty("id").GetGuid()));
            }

            inputs[parameter.Name] = runs;
        }

        return inputs;
    }
}

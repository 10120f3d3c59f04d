using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Writes runs as JSON, under the names that Prefect's own commands use.</summary>
internal static class RunJson
{
    public static void Write(Utf8JsonWriter json, FlowRun run, bool withStates = false)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, run.Id);
        json.WriteString("name"u8, run.Name);
        json.WriteString("flow_name"u8, run.FlowName);
        json.WriteString("flow_version"u8, run.FlowVersion);
        WriteCommon(json, run, withStates);
        json.WriteStartObject("parameters"u8);
        foreach ((string name, object? value) in run.Parameters)
        {
            json.WritePropertyName(name);
            if (value is JsonElement element)
            {
                element.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndObject();
        Write(json, "parent_task_run_id", run.ParentTaskRunId);
        Write(json, "parent_flow_run_id", run.ParentFlowRunId);
        json.WriteString("root_flow_run_id"u8, run.RootFlowRunId);
        Write(json, "deployment_id", run.DeploymentId);
        json.WriteNumber("retries"u8, run.Retries);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TaskRun run, bool withStates = false)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, run.Id);
        json.WriteString("name"u8, run.Name);
        json.WriteString("task_name"u8, run.TaskName);
        json.WriteString("task_key"u8, run.TaskKey);
        json.WriteString("task_version"u8, run.TaskVersion);
        json.WriteString("dynamic_key"u8, run.DynamicKey);
        Write(json, "flow_run_id", run.FlowRunId);
        WriteCommon(json, run, withStates);
        json.WriteString("cache_key"u8, run.CacheKey);
        json.WriteStartObject("task_inputs"u8);
        foreach ((string parameter, IReadOnlyList<RunReference> runs) in run.Inputs)
        {
            json.WriteStartArray(parameter);
            foreach (RunReference source in runs)
            {
                json.WriteStartObject();
                json.WriteString("input_type"u8, source.Kind == RunKind.Task ? "task_run" : "flow_run");
                json.WriteString("id"u8, source.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RunLog log)
    {
        json.WriteStartObject();
        json.WriteString("timestamp"u8, log.Timestamp);
        json.WriteString("level"u8, log.Level.ToString());
        json.WriteString("name"u8, log.Logger);
        json.WriteString("message"u8, log.Message);
        Write(json, "flow_run_id", log.FlowRunId);
        Write(json, "task_run_id", log.TaskRunId);
        json.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter json, Run run, bool withStates)
    {
        json.WriteString("state_type"u8, RunText.Type(run.State.Type));
        json.WriteString("state_name"u8, run.State.Name);
        json.WritePropertyName("state"u8);
        Write(json, run.State);
        if (withStates)
        {
            json.WriteStartArray("states"u8);
            foreach (State state in run.States)
            {
                Write(json, state);
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("tags"u8);
        foreach (string tag in run.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteNumber("run_count"u8, run.RunCount);
        json.WriteString("created"u8, run.States[0].Timestamp);
        json.WriteString("expected_start_time"u8, run.ExpectedStartTime);
        Write(json, "start_time", run.StartTime);
        Write(json, "end_time", run.EndTime);
        json.WriteNumber("total_run_time"u8, run.TotalRunTime.TotalSeconds);
    }

    private static void Write(Utf8JsonWriter json, State state)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, state.Id);
        json.WriteString("type"u8, RunText.Type(state.Type));
        json.WriteString("name"u8, state.Name);
        json.WriteString("timestamp"u8, state.Timestamp);
        json.WriteString("message"u8, state.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } given)
        {
            json.WriteString(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } given)
        {
            json.WriteString(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

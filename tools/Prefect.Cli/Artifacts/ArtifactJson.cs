using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Artifacts as JSON.</summary>
internal static class ArtifactJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Artifact> artifacts)
    {
        json.WriteStartArray();
        foreach (Artifact artifact in artifacts)
        {
            Write(json, artifact);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Artifact artifact)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, artifact.Id);
        json.WriteString("created"u8, artifact.Created);
        json.WriteString("updated"u8, artifact.Updated);
        json.WriteString("key"u8, artifact.Key);
        json.WriteString("type"u8, artifact.Type);
        json.WriteString("description"u8, artifact.Description);
        json.WritePropertyName("data"u8);
        artifact.Data.WriteTo(json);
        json.WriteString("flow_run_id"u8, artifact.FlowRunId?.ToString());
        json.WriteString("task_run_id"u8, artifact.TaskRunId?.ToString());
        json.WriteEndObject();
    }
}

using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes what is kept of a run beside the columns that it is found by, and reads runs back.</summary>
internal static class RunContentJson
{
    public static void Write(Utf8JsonWriter json, TaskRun run)
    {
        json.WriteStartObject();
        json.WriteString(RunWords.Key, run.TaskKey);
        json.WriteString(RunWords.DynamicKey, run.DynamicKey);
        WriteCommon(json, run, run.TaskVersion);
        if (run.Inputs.Count > 0)
        {
            WriteInputs(json, run.Inputs);
        }

        if (run.IsFlowTracking)
        {
            json.WriteBoolean(RunWords.IsFlow, true);
        }

        if (run.CacheKey is { } cacheKey)
        {
            json.WriteString(RunWords.CacheKey, SecretMasker.Mask(cacheKey));
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, FlowRun run)
    {
        json.WriteStartObject();
        WriteCommon(json, run, run.FlowVersion);
        if (run.Parameters.Count > 0)
        {
            json.WritePropertyName(RunWords.Parameters);
            json.WriteRawValue(ParameterJson.Masked(run.Parameters));
        }

        if (run.ParentTaskRunId is { } parent)
        {
            json.WriteString(RunWords.ParentTaskRun, parent);
        }

        json.WriteString(RunWords.RootFlowRun, run.RootFlowRunId);
        if (run.DeploymentId is { } deployment)
        {
            json.WriteString(RunWords.Deployment, deployment);
        }

        if (run.JobVariables is { } variables)
        {
            json.WritePropertyName(RunWords.JobVariables);
            json.WriteRawValue(ParameterJson.Masked(variables));
        }

        if (run.Retries > 0)
        {
            json.WriteNumber(RunWords.Retries, run.Retries);
            json.WriteNumber(RunWords.RetryDelay, run.RetryDelay.Ticks);
        }

        json.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter json, Run run, string? version)
    {
        json.WriteNumber(RunWords.Expected, run.ExpectedStartTime.UtcTicks);
        if (version is not null)
        {
            json.WriteString(RunWords.Version, version);
        }

        if (run.Tags.Count == 0)
        {
            return;
        }

        json.WriteStartArray(RunWords.Tags);
        foreach (string tag in run.Tags)
        {
            json.WriteStringValue(SecretMasker.Mask(tag));
        }

        json.WriteEndArray();
    }

    private static void WriteInputs(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyList<RunReference>> inputs)
    {
        json.WriteStartObject(RunWords.Inputs);
        foreach ((string parameter, IReadOnlyList<RunReference> runs) in inputs)
        {
            json.WriteStartArray(parameter);
            foreach (RunReference run in runs)
            {
                json.WriteStartObject();
                json.WriteNumber(RunWords.Type, (int)run.Kind);
                json.WriteString(RunWords.Id, run.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using Prefect.Blocks;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>A flow run as it stands in the file.</summary>
/// <param name="Number">Number of the row.</param>
/// <param name="Run">The run with its states.</param>
/// <param name="IsExecuting">Whether a process executes it.</param>
internal sealed record FlowRunRow(long Number, FlowRun Run, bool IsExecuting)
{
    public const string Columns =
        "r.number, r.id, f.name, r.name, r.process, r.parent_flow_run, r.content, r.states FROM flow_runs r JOIN flows f ON f.number = r.flow";

    public const string ById = $"SELECT {Columns} WHERE r.id = ?1";

    /// <summary>Reads the present row of a statement over <see cref="Columns"/>.</summary>
    public static FlowRunRow Read(SqliteStatement row)
    {
        Utf8JsonReader reader = new(row.Blob(6));
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement content = document.RootElement;
        List<State> states = StateJson.ReadAll(row.Blob(7));
        Guid id = row.Guid(1);
        FlowRun run = new(id, states[0].Timestamp)
        {
            FlowName = row.Text(2),
            Name = row.Text(3),
            ParentFlowRunId = row.GuidOrNull(5),
            FlowVersion = RowJson.Text(content, "version"),
            Tags = RowJson.Texts(content, "tags"),
            ExpectedStartTime = RowJson.Time(content, "expected"),
            Parameters = content.TryGetProperty("parameters", out JsonElement parameters) ? ParameterJson.Read(parameters) : FlowRun.EmptyParameters,
            ParentTaskRunId = RowJson.Id(content, "parent_task_run"),
            RootFlowRunId = RowJson.Id(content, "root_flow_run") ?? id,
            DeploymentId = RowJson.Id(content, "deployment"),
            JobVariables = content.TryGetProperty("job_variables", out JsonElement variables) ? ParameterJson.Read(variables) : null,
            Retries = content.TryGetProperty("retries", out JsonElement retries) ? retries.GetInt32() : 0,
            RetryDelay = content.TryGetProperty("retry_delay", out JsonElement delay) ? new TimeSpan(delay.GetInt64()) : TimeSpan.Zero,
        };
        run.Restore(states);
        return new FlowRunRow(row.Int64(0), run, !row.IsNull(4));
    }
}

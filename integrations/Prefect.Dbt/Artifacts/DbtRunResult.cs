using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>What became of one node.</summary>
public sealed class DbtRunResult
{
    private DbtRunResult(JsonElement json) => Json = json;

    /// <summary>All that dbt says of it.</summary>
    public JsonElement Json { get; }

    /// <summary>Id of the node, such as <c>model.shop.orders</c>; empty where dbt gives none.</summary>
    public string UniqueId => Json.Text("unique_id") ?? "";

    /// <summary>The kind of node, such as <c>model</c> or <c>test</c>: the first part of the id.</summary>
    public string ResourceType => DbtUniqueId.Kind(UniqueId);

    /// <summary>Name of the node, by which commands select it: the third part of the id.</summary>
    public string Name => DbtUniqueId.Name(UniqueId);

    /// <summary>How it ended, in dbt's words: <c>success</c>, <c>error</c>, <c>skipped</c>, <c>partial success</c>, <c>no-op</c>; <c>pass</c>, <c>fail</c>, <c>warn</c> of tests.</summary>
    public string Status => Json.Text("status") ?? "";

    /// <summary>What the database said, or why it failed.</summary>
    public string? Message => Json.Text("message");

    /// <summary>How long it took.</summary>
    public TimeSpan ExecutionTime => Json.Seconds("execution_time") ?? TimeSpan.Zero;

    /// <summary>Rows that a test found wanting; null for what is no test.</summary>
    public long? Failures => Json.Number("failures");

    /// <summary>The thread that carried it out.</summary>
    public string? ThreadId => Json.Text("thread_id");

    /// <summary>The relation that it made.</summary>
    public string? RelationName => Json.Text("relation_name");

    /// <summary>Its code once compiled.</summary>
    public string? CompiledCode => Json.Text("compiled_code");

    /// <summary>What the adapter tells of the statement, such as <c>rows_affected</c>.</summary>
    public JsonElement AdapterResponse => Json.Object("adapter_response");

    /// <summary>When it was compiled and carried out.</summary>
    public IReadOnlyList<DbtTiming> Timing => Json.Objects("timing", DbtTiming.Of);

    /// <summary>Gives id and status.</summary>
    public override string ToString() => $"{UniqueId}: {Status}";

    internal static DbtRunResult Of(JsonElement json) => new(json);
}

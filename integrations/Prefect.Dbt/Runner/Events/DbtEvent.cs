using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>An entry in dbt's structured log.</summary>
public sealed class DbtEvent
{
    private readonly JsonElement _info;

    private DbtEvent(JsonElement json)
    {
        Json = json;
        _info = json.Object("info");
        Name = _info.Text("name") ?? "";
    }

    /// <summary>The whole entry.</summary>
    public JsonElement Json { get; }

    /// <summary>What happened: <c>NodeStart</c>, <c>NodeFinished</c>, <c>LogModelResult</c> …</summary>
    public string Name { get; }

    /// <summary>What happened, for people.</summary>
    public string Message => _info.Text("msg") ?? "";

    /// <summary>dbt's code of what happened, such as <c>Q024</c>.</summary>
    public string? Code => _info.Text("code");

    /// <summary>How much it matters.</summary>
    public LogLevel Level => _info.Text("level") switch
    {
        "error" => LogLevel.Error,
        "warn" => LogLevel.Warning,
        "info" => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Time => _info.Time("ts");

    /// <summary>Id of the command.</summary>
    public string? InvocationId => _info.Text("invocation_id");

    /// <summary>What dbt says of it beside the message.</summary>
    public JsonElement Data => Json.Object("data");

    /// <summary>The node that it is about; empty where it is about none.</summary>
    public JsonElement NodeInfo => Data.Object("node_info");

    /// <summary>Id of the node that it is about; null where it is about none.</summary>
    public string? NodeId => NodeInfo.Text("unique_id") is { Length: > 0 } id ? id : null;

    /// <summary>How the node is doing, in dbt's words; null where the entry is about none.</summary>
    public string? NodeStatus => NodeInfo.Text("node_status");

    /// <summary>
    /// How the node ended: a node that is skipped since a model without a relation failed to compile still is 'started' by its own status.
    /// </summary>
    internal string? ResultStatus => Result.Text("status") ?? NodeStatus;

    /// <summary>What dbt's adapter says of the end of the node, or why it failed.</summary>
    internal string? ResultMessage => Result.Text("message");

    private JsonElement Result => Data.Object("run_result");

    /// <summary>Gives name and message.</summary>
    public override string ToString() => $"{Name}: {Message}";

    /// <summary>Reads a line of the log; null when it is none, but plain text.</summary>
    internal static DbtEvent? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            JsonElement json = JsonElement.Parse(line);
            return json.Object("info").Text("name") is null ? null : new DbtEvent(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>Why a cluster was ended.</summary>
public sealed record TerminationReason : DatabricksModel
{
    /// <summary>The reason.</summary>
    public TerminationCode? Code { get; init; }

    /// <summary>What else is known, by name.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Whose doing it is.</summary>
    public TerminationType? Type { get; init; }
}

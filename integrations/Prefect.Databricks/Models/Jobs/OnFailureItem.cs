namespace Prefect.Databricks;

/// <summary>A webhook that is called when a run fails.</summary>
public sealed record OnFailureItem : DatabricksModel
{
    /// <summary>Id of the notification's destination.</summary>
    public string? Id { get; init; }
}

namespace Prefect.Databricks;

/// <summary>A webhook that is called when a run begins.</summary>
public sealed record OnStartItem : DatabricksModel
{
    /// <summary>Id of the notification's destination.</summary>
    public string? Id { get; init; }
}

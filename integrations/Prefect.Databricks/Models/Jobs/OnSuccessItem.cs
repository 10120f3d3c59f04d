namespace Prefect.Databricks;

/// <summary>A webhook that is called when a run ends well.</summary>
public sealed record OnSuccessItem : DatabricksModel
{
    /// <summary>Id of the notification's destination.</summary>
    public string? Id { get; init; }
}

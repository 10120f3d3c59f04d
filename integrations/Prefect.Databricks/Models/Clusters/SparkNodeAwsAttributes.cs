namespace Prefect.Databricks;

/// <summary>What is peculiar to a machine of Amazon's.</summary>
public sealed record SparkNodeAwsAttributes : DatabricksModel
{
    /// <summary>Whether it is a spare one.</summary>
    public bool? IsSpot { get; init; }
}

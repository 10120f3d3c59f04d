namespace Prefect.Databricks;

/// <summary>Runs commands of dbt.</summary>
public sealed record DbtTask : DatabricksModel
{
    /// <summary>Catalog that is written to.</summary>
    public string? Catalog { get; init; }

    /// <summary>Commands, each beginning with <c>dbt</c>; at most ten.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>Folder of <c>profiles.yml</c>.</summary>
    public string? ProfilesDirectory { get; init; }

    /// <summary>Folder of the project.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>Schema that is written to.</summary>
    public string? Schema { get; init; }

    /// <summary>Id of the SQL warehouse.</summary>
    public string? WarehouseId { get; init; }
}

namespace Prefect.Databricks;

/// <summary>How this package names itself, so that the vendor can tell its requests.</summary>
internal static class DatabricksAgent
{
    public static string Own { get; } = $"Prefect_PrefectDatabricks/{typeof(DatabricksAgent).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Adds it to a caller's own name, unless it is there already.</summary>
    public static string After(string? caller) =>
        string.IsNullOrWhiteSpace(caller) ? Own
        : caller.Contains(Own, StringComparison.Ordinal) ? caller
        : $"{caller} {Own}";
}

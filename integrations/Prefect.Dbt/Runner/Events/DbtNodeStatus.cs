namespace Prefect.Dbt;

/// <summary>How nodes end, in dbt's words.</summary>
internal static class DbtNodeStatus
{
    public static bool IsFailure(string? status) => status is "error" or "fail" or "runtime error" or "partial success";

    public static bool IsSkipped(string? status) => status is "skipped";

    /// <summary>Says of one node what became of it, as Prefect does.</summary>
    public static string Failure(string resourceType, string name, string status, string? message) =>
        $"{Title(resourceType)} {name} {status}ed with message: \"{message}\"";

    private static string Title(string word) =>
        string.Join('_', word.Split('_').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}

namespace Prefect.Dbt;

/// <summary>What a summary says of one node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">How it ended, in dbt's words.</param>
/// <param name="Message">Why.</param>
/// <param name="Path">Its file; null when the manifest is not there.</param>
/// <param name="CompiledCode">Its code once compiled.</param>
internal sealed record DbtSummaryNode(string Name, string Kind, string Status, string? Message, string? Path, string? CompiledCode)
{
    public static IReadOnlyList<DbtSummaryNode> Of(DbtRunResults results, DbtManifest? manifest) =>
    [
        .. results.Results.Select(result => new DbtSummaryNode(
            manifest?.Find(result.UniqueId)?.Name ?? result.Name,
            result.ResourceType,
            result.Status,
            result.Message,
            manifest?.Find(result.UniqueId)?.OriginalFilePath,
            result.CompiledCode)),
    ];

    public static IReadOnlyList<DbtSummaryNode> Of(DbtSourceFreshness sources, DbtManifest? manifest) =>
    [
        .. sources.Results.Select(source => new DbtSummaryNode(
            SourceName(source.UniqueId),
            "source",
            source.Status,
            source.Error ?? (source.Age is { } age ? $"The latest record is {age:d\\.hh\\:mm\\:ss} old." : null),
            manifest?.Find(source.UniqueId)?.OriginalFilePath,
            null)),
    ];

    // Of "source.PROJECT.SOURCE.TABLE", the last two.
    private static string SourceName(string uniqueId) => string.Join('.', uniqueId.Split('.').Skip(2));
}

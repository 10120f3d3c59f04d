namespace Prefect.Flows;

/// <summary>The tags in a snapshot; without members where there are none.</summary>
internal sealed record TagsDocument
{
    public IReadOnlyList<string>? CurrentTags { get; init; }
}

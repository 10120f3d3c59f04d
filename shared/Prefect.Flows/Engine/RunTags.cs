namespace Prefect.Flows;

/// <summary>The labels of a run.</summary>
internal static class RunTags
{
    /// <summary>Joins the labels of a definition with the ambient ones, sorted.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> own, TagsContext ambient)
    {
        if (own.Count == 0 && ambient.Tags.IsEmpty)
        {
            return [];
        }

        return [.. ambient.Tags.Union(own).Order(StringComparer.Ordinal)];
    }
}

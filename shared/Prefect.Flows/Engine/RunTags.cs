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

    /// <summary>Lets the labels of a run hold for what is begun in it.</summary>
    public static Ambient AddTo(Ambient ambient, IReadOnlyList<string> tags) =>
        ambient with { Tags = ambient.Tags with { Tags = ambient.Tags.Tags.Union(tags) } };
}

namespace Prefect.Flows;

/// <summary>Gives labels to runs.</summary>
public static class Tags
{
    /// <summary>Adds labels to every run of a flow or task that is begun here, and in what is called from here, until the result is disposed.</summary>
    /// <param name="tags">The labels; those of an outer call stay.</param>
    /// <exception cref="ArgumentException">A label is null or empty.</exception>
    /// <example><code>using (Tags.Add("nightly")) { await load.RunAsync("data"); }</code></example>
    public static IDisposable Add(params IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (string tag in tags)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tag, nameof(tags));
        }

        return new TagsContext { Tags = TagsContext.Current.Tags.Union(tags) }.Enter();
    }
}

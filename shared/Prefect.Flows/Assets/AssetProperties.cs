namespace Prefect.Flows;

/// <summary>What is to be known about an asset. It replaces what was known before.</summary>
public sealed record AssetProperties
{
    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Where it can be looked at.</summary>
    public string? Url { get; init; }

    /// <summary>Says what it is, in Markdown; at most 2,500 characters.</summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public string? Description { get; init => field = AssetRules.CheckDescription(value); }

    /// <summary>Who is responsible for it. Default: nobody is named.</summary>
    public IReadOnlyList<string>? Owners { get; init; }
}

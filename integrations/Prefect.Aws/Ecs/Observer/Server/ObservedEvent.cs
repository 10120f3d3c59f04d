namespace Prefect.Aws;

/// <summary>An event for Prefect.</summary>
internal sealed record ObservedEvent(
    Guid Id,
    string Name,
    DateTimeOffset Time,
    IReadOnlyDictionary<string, string> Resource,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Related)
{
    /// <summary>The event that it comes after, where both are close to each other.</summary>
    public Guid? Follows { get; init; }
}

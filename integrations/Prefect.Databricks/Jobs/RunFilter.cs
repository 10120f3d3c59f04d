namespace Prefect.Databricks;

/// <summary>Which runs are listed.</summary>
public sealed record RunFilter
{
    /// <summary>Id of their job; null for runs of all jobs.</summary>
    public long? JobId { get; init; }

    /// <summary>Whether only those are listed that are under way. Default: no.</summary>
    public bool ActiveOnly { get; init; }

    /// <summary>Whether only those are listed that have ended. Default: no.</summary>
    public bool CompletedOnly { get; init; }

    /// <summary>What they are of; null for anything.</summary>
    public RunType? RunType { get; init; }

    /// <summary>Whether tasks and clusters come along. Default: no.</summary>
    public bool ExpandTasks { get; init; }

    /// <summary>Earliest start, in milliseconds since 1970; null for any.</summary>
    public long? StartTimeFrom { get; init; }

    /// <summary>Latest start, in milliseconds since 1970; null for any.</summary>
    public long? StartTimeTo { get; init; }

    /// <exception cref="ArgumentException">Only those under way and only those that have ended are wanted.</exception>
    internal static RunFilter Checked(RunFilter filter) => filter is { ActiveOnly: true, CompletedOnly: true }
        ? throw new ArgumentException("Runs are either under way or have ended: set ActiveOnly or CompletedOnly, not both.", nameof(filter))
        : filter;
}

namespace Prefect.Http;

/// <summary>How objects are moved to and from a store: what all stores have in common.</summary>
public abstract record TransferOptions
{
    /// <summary>How many parts of one object are under way at the same time, 1 to 64. Default: 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Parallelism
    {
        get;
        init => field = OptionRange.Check(value, 1, 64);
    } = 4;

    /// <summary>How many objects of a folder are under way at the same time, 1 to 256. Default: 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int FolderParallelism
    {
        get;
        init => field = OptionRange.Check(value, 1, 256);
    } = 8;

    /// <summary>How often a transfer that breaks off goes on where it stopped before it gives up, 0 to 100. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Retries
    {
        get;
        init => field = OptionRange.Check(value, 0, 100);
    } = 5;

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

namespace Prefect.Flows;

/// <summary>How slots are asked for and held.</summary>
public sealed record ConcurrencyOptions
{
    internal static ConcurrencyOptions Default { get; } = new();

    /// <summary>How long to wait for the slots; zero asks once. Default: for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often to ask again, 0 or more. Default: as long as it takes.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>
    /// How long the slots stay taken if this process dies: one minute to one day. While it lives they are renewed in time. Default: five minutes.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Whether limits must exist, and losing their slots ends the work. Default: a limit that does not exist holds nothing back, with a
    /// warning.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>Whether losing the slots ends the work. Default: as <see cref="Strict"/> says.</summary>
    public bool? FailWhenLost { get; init; }

    /// <summary>Who holds the slots. Default: the run that asks.</summary>
    public ConcurrencyHolder? Holder { get; init; }
}

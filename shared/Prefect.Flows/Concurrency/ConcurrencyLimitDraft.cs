namespace Prefect.Flows;

/// <summary>A limit that is to be made.</summary>
public sealed record ConcurrencyLimitDraft
{
    /// <summary>Makes a draft, and checks it.</summary>
    /// <param name="name">Name: at most 255 characters, none of <c>/ % &amp; &lt; &gt;</c>.</param>
    /// <param name="limit">How many slots there are, 0 or more.</param>
    /// <exception cref="ArgumentException">The name or the number break these rules.</exception>
    public ConcurrencyLimitDraft(string name, int limit)
    {
        Name = ConcurrencyRules.CheckName(name);
        Limit = ConcurrencyRules.CheckLimit(limit);
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>How many slots there are.</summary>
    public int Limit { get; }

    /// <summary>Whether it holds anybody back. Default: yes.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>How many slots are taken at first, 0 or more. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int ActiveSlots { get; init => field = ConcurrencyRules.CheckActiveSlots(value); }

    /// <summary>How many taken slots become free by themselves each second, 0 or more. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or none.</exception>
    public double SlotDecayPerSecond { get; init => field = ConcurrencyRules.CheckDecay(value); }
}

namespace Prefect.Flows;

/// <summary>A limit on how much happens at once.</summary>
public sealed record ConcurrencyLimit
{
    /// <summary>Identifies the limit.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name. That of a limit on tasks with a tag is <c>tag:</c> and the tag.</summary>
    public required string Name { get; init; }

    /// <summary>How many slots there are.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether it holds anybody back.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>How many slots are taken; a part of one where slots become free with time.</summary>
    public double ActiveSlots { get; init; }

    /// <summary>How many slots were asked for in vain, over all requests.</summary>
    public long DeniedSlots { get; init; }

    /// <summary>How many taken slots become free by themselves each second; 0 for none.</summary>
    public double SlotDecayPerSecond { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When its numbers were last set, UTC.</summary>
    public DateTimeOffset Updated { get; init; }
}

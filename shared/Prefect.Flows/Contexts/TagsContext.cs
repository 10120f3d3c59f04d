using System.Collections.Immutable;

namespace Prefect.Flows;

/// <summary>The labels that runs begun here are given.</summary>
public sealed record TagsContext : ContextModel
{
    internal static readonly TagsContext None = new();

    /// <summary>The labels that hold here; never null.</summary>
    public static TagsContext Current => Ambient.Current.Tags;

    /// <summary>The labels.</summary>
    public ImmutableHashSet<string> Tags { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    private protected override Ambient Into(Ambient ambient) => ambient with { Tags = this };
}

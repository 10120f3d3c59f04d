using System.Text.Json;

namespace Prefect.Cli;

/// <summary>A field of a block, as its type's schema describes it.</summary>
internal sealed record FormField
{
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>What the field takes, in words.</summary>
    public required string Expected { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>Whether what is typed is not shown.</summary>
    public required bool IsSecret { get; init; }

    public string? Description { get; init; }

    /// <summary>Value where nothing is typed; undefined where there is none.</summary>
    public JsonElement Default { get; init; }

    /// <summary>The texts of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The fields of a model; the blocks of a block field, each with its slug.</summary>
    public IReadOnlyList<FormPart> Parts { get; init; } = [];
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>A block or model of this compilation, fully read.</summary>
internal sealed record RecordDeclaration(INamedTypeSymbol Type, Described Described)
{
    public bool IsBlock => Described.Slug is not null;

    public IReadOnlyList<FieldDeclaration> Fields { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether members can be added to the record at all.</summary>
    public bool CanExtend { get; init; }
}

using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>A property of a block or model that takes part in its documents.</summary>
internal sealed record FieldDeclaration(IPropertySymbol Property, string WireName, TypeShape Shape)
{
    /// <summary>Schema of the field, without a position.</summary>
    public JsonTree Schema { get; init; } = JsonTree.Empty;

    public bool IsRequired { get; init; }

    public string? Description { get; init; }

    public string[] Secrets { get; init; } = [];

    public bool IsReference { get; init; }

    /// <summary>Name that documents are written with, where the schema has another.</summary>
    public string? WrittenAs { get; init; }

    public string[] FormerNames { get; init; } = [];

    /// <summary>All names that documents may have it by.</summary>
    public string[] AllNames => WrittenAs is null ? [WireName, .. FormerNames] : [WireName, WrittenAs, .. FormerNames];

    public string TypeText => Property.Type.ToDisplayString(Names.Full);
}

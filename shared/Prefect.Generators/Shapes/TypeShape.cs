using System.Collections.Generic;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>What a property's type means: its schema, how it is read and written, and what it leads to.</summary>
internal sealed record TypeShape(JsonTree Schema, string Codec)
{
    /// <summary>Paths of secrets below the field: empty for the field itself, else beginning with a dot.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Blocks that the type may hold, in order.</summary>
    public IReadOnlyList<Described> References { get; init; } = [];

    /// <summary>Definitions that the schema refers to.</summary>
    public IReadOnlyList<Described> Uses { get; init; } = [];

    /// <summary>Whether the schema gets a title; one that only refers to a definition gets none.</summary>
    public bool HasTitle { get; init; } = true;

    /// <summary>Whether plain text can stand in the field.</summary>
    public bool HoldsPlainText { get; init; }

    /// <summary>Why the type cannot stand in a document.</summary>
    public string? Refusal { get; init; }

    public static TypeShape Of(string json, string codec) => new(JsonParser.Parse(json), codec);

    public static TypeShape Refused(string reason) => new(JsonTree.Empty, "") { Refusal = reason };
}

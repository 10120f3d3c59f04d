using System;
using System.Collections.Generic;
using System.Linq;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>A block, model or enumeration as schemas know it: its definition, and the definitions that it leads to.</summary>
internal sealed class Described(string className, string identity)
{
    private string? _checksum;

    /// <summary>Name of the definition.</summary>
    public string ClassName { get; } = className;

    /// <summary>Name of the type in metadata.</summary>
    public string Identity { get; } = identity;

    /// <summary>Slug of a block; null for the others.</summary>
    public string? Slug { get; set; }

    public JsonTree Definition { get; set; } = JsonTree.Empty;

    /// <summary>Other types that the definition refers to.</summary>
    public List<Described> Uses { get; } = [];

    /// <summary>Blocks whose documents a document may refer to; the others among the uses can only stand inside it.</summary>
    public List<Described> References { get; } = [];

    /// <summary>Definitions that no type of this compilation stands for.</summary>
    public List<KeyValuePair<string, JsonTree>> FixedDefinitions { get; } = [];

    /// <summary>Paths of secrets in a value.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Paths of secrets as documents know them; what could not be settled counts as secret.</summary>
    public IEnumerable<string> SecretPaths => Secrets.Select(path =>
        path.IndexOf('\0') is >= 0 and int open ? path.Substring(0, open) + "*" : path);

    /// <summary>Whether the definition is still being computed; seen only by a type that leads back to itself.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Stands in paths for the secrets of this model while they are not known.</summary>
    public string OpenSecret => "\0" + Identity;

    public JsonTree Reference => JsonTree.Object(("$ref", JsonTree.Of(FieldsChecksum.ReferencePrefix + ClassName)));

    /// <summary>The whole schema: the definition with all that it leads to.</summary>
    public JsonTree Fields
    {
        get
        {
            SortedDictionary<string, JsonTree> definitions = new(StringComparer.Ordinal);
            foreach (KeyValuePair<string, JsonTree> definition in AllDefinitions())
            {
                definitions[definition.Key] = definition.Value;
            }

            return definitions.Count == 0 ? Definition : Definition.With("definitions", JsonTree.Object(definitions));
        }
    }

    public string Checksum
    {
        get => _checksum ??= FieldsChecksum.Compute(Fields);
        set => _checksum = value;
    }

    /// <summary>The first two types of one name that the schema would define, or null.</summary>
    public (string Name, string First, string Second)? FindClash()
    {
        Dictionary<string, string> owners = new(StringComparer.Ordinal);
        foreach (Described used in Reachable())
        {
            if (owners.TryGetValue(used.ClassName, out string? owner) && owner != used.Identity)
            {
                return (used.ClassName, owner, used.Identity);
            }

            owners[used.ClassName] = used.Identity;
        }

        return null;
    }

    /// <summary>Fields of blocks have positions where the block can be referred to, as Prefect's own schemas have it.</summary>
    private IEnumerable<KeyValuePair<string, JsonTree>> AllDefinitions()
    {
        List<Described> placed = Reachable(described => described.References.Concat(described.Uses.Where(used => used.Slug is null)));
        return Reachable()
            .SelectMany(used => used.FixedDefinitions
                .Concat([new KeyValuePair<string, JsonTree>(used.ClassName, used.Definition)])
                .Select(definition => placed.Contains(used)
                    ? definition
                    : new KeyValuePair<string, JsonTree>(definition.Key, WithoutPositions(definition.Value))))
            .Concat(FixedDefinitions);
    }

    private static JsonTree WithoutPositions(JsonTree definition) =>
        definition["block_type_slug"] is null || definition["properties"] is not { } properties
            ? definition
            : definition.With("properties", JsonTree.Object(properties.Members.Select(
                field => new KeyValuePair<string, JsonTree>(field.Key, field.Value.Without("position")))));

    private List<Described> Reachable() => Reachable(static described => described.Uses);

    private List<Described> Reachable(Func<Described, IEnumerable<Described>> next)
    {
        List<Described> found = [];
        Stack<Described> open = new(next(this));
        while (open.Count > 0)
        {
            Described described = open.Pop();
            if (found.Contains(described))
            {
                continue;
            }

            found.Add(described);
            foreach (Described used in next(described))
            {
                open.Push(used);
            }
        }

        return found;
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>The members of an enumeration and what stands for each in documents.</summary>
internal sealed class EnumTable
{
    private readonly INamedTypeSymbol _type;
    private readonly List<(IFieldSymbol Member, string Wire)> _members;

    public EnumTable(INamedTypeSymbol type)
    {
        _type = type;

        // The standard's own way to say that an enumeration is a number in JSON.
        IsNumber = type.Find(Names.JsonConverterAttribute).First() is INamedTypeSymbol { Name: "JsonNumberEnumConverter" };
        _members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue)
            .Select(member => (member, Wire(member)))];
    }

    public bool IsNumber { get; }

    public JsonTree Schema => JsonTree.Object(
        ("enum", JsonTree.List(_members.Select(member => Value(member.Wire)))),
        ("type", JsonTree.Of(IsNumber ? "integer" : "string")));

    public string Codec
    {
        get
        {
            string type = _type.ToDisplayString(Names.Bare);
            IEnumerable<string> members = _members.Select(member =>
                $"({type}.{Names.Escape(member.Member.Name)}, {Names.Literal(member.Wire)})");
            return $"global::Prefect.Blocks.BlockCodecs.{(IsNumber ? "NumberEnum" : "Enum")}<{type}>(new ({type} Value, string Text)[] {{ {string.Join(", ", members)} }})";
        }
    }

    /// <summary>What stands for a constant of the enumeration, or null when no member has it.</summary>
    public JsonTree? Find(object? constant) =>
        _members.Where(member => Equals(member.Member.ConstantValue, constant)).Select(member => Value(member.Wire)).FirstOrDefault();

    private string Wire(IFieldSymbol member) =>
        IsNumber ? Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture)!
        : member.Find(Names.JsonEnumNameAttribute).First() as string ?? WireNames.Snake(member.Name);

    private JsonTree Value(string wire) => IsNumber ? JsonTree.Number(wire) : JsonTree.Of(wire);
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>Finds the shape of types; the members of a union come from the property's attribute.</summary>
internal sealed class TypeShapes(SchemaScope scope, IReadOnlyList<INamedTypeSymbol> union)
{
    private const string Codecs = "global::Prefect.Blocks.BlockCodecs.";
    private const string List = """{"type":"array"}""";

    private static readonly Dictionary<string, TypeShape> s_simple = Simple();

    private static readonly Dictionary<string, (string Kind, string Create)> s_collections = new(System.StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List"] = ("List", "items"),
        ["System.Collections.Generic.IList"] = ("List", "items"),
        ["System.Collections.Generic.ICollection"] = ("List", "items"),
        ["System.Collections.Generic.IEnumerable"] = ("List", "items"),
        ["System.Collections.Generic.IReadOnlyList"] = ("List", "items"),
        ["System.Collections.Generic.IReadOnlyCollection"] = ("List", "items"),
        ["System.Collections.Immutable.ImmutableArray"] = ("List", "global::System.Collections.Immutable.ImmutableArray.CreateRange(items)"),
        ["System.Collections.Immutable.ImmutableList"] = ("List", "global::System.Collections.Immutable.ImmutableList.CreateRange(items)"),
        ["System.Collections.Generic.HashSet"] = ("Set", "new(items)"),
        ["System.Collections.Generic.ISet"] = ("Set", "new global::System.Collections.Generic.HashSet<{0}>(items)"),
        ["System.Collections.Generic.IReadOnlySet"] = ("Set", "new global::System.Collections.Generic.HashSet<{0}>(items)"),
        ["System.Collections.Generic.SortedSet"] = ("Set", "new(items)"),
        ["System.Collections.Immutable.ImmutableHashSet"] = ("Set", "global::System.Collections.Immutable.ImmutableHashSet.CreateRange(items)"),
        ["System.Collections.Frozen.FrozenSet"] = ("Set", "global::System.Collections.Frozen.FrozenSet.ToFrozenSet(items)"),
        ["System.Collections.Generic.Dictionary"] = ("Dictionary", "items"),
        ["System.Collections.Generic.IDictionary"] = ("Dictionary", "items"),
        ["System.Collections.Generic.IReadOnlyDictionary"] = ("Dictionary", "items"),
        ["System.Collections.Generic.SortedDictionary"] = ("Dictionary", "new(items, global::System.StringComparer.Ordinal)"),
        ["System.Collections.Immutable.ImmutableDictionary"] = ("Dictionary", "global::System.Collections.Immutable.ImmutableDictionary.CreateRange(items)"),
        ["System.Collections.Frozen.FrozenDictionary"] = ("Dictionary", "global::System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(items)"),
    };

    public TypeShape Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return OrNull(Read(nullable.TypeArguments[0]), "OptionalValue");
        }

        // Any JSON includes null already.
        if (type.SpecialType == SpecialType.System_Object)
        {
            return TypeShape.Of("{}", Codecs + "Any");
        }

        if (!type.IsReferenceType || type.NullableAnnotation != NullableAnnotation.Annotated)
        {
            return ReadPresent(type);
        }

        TypeShape shape = ReadPresent(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return Names.Plain(type) == "System.Text.Json.Nodes.JsonNode"
            ? shape with { Codec = $"{Codecs}Optional({shape.Codec})" }
            : OrNull(shape, "Optional");
    }

    private static TypeShape OrNull(TypeShape shape, string codec) => shape with
    {
        Schema = AnyOf([shape.Schema, JsonTree.Object(("type", JsonTree.Of("null")))]),
        Codec = $"{Codecs}{codec}({shape.Codec})",
    };

    /// <summary>A choice; a choice in a choice becomes one, as long as nothing else is said of it.</summary>
    private static JsonTree AnyOf(IEnumerable<JsonTree> schemas) => JsonTree.Object((
        "anyOf",
        JsonTree.List(schemas.SelectMany(schema => schema.Members.Count == 1 && schema["anyOf"] is { } inner ? inner.Items : [schema]))));

    private TypeShape ReadPresent(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }:
                return TypeShape.Of("""{"format":"binary","type":"string"}""", Codecs + "Bytes") with { HoldsPlainText = true };
            case IArrayTypeSymbol { Rank: 1 } array:
                return Collection(type, Read(array.ElementType), array.ElementType, "List", "items.ToArray()");
            case INamedTypeSymbol named:
                return ReadNamed(named);
            default:
                return TypeShape.Refused("use a list, a record marked [BlockModel] or a value type that JSON knows");
        }
    }

    private TypeShape ReadNamed(INamedTypeSymbol type)
    {
        string name = Names.Plain(type);
        if (s_simple.TryGetValue(name, out TypeShape? simple) && type.TypeArguments.Length == 0)
        {
            return simple;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return Enumeration(type);
        }

        if (type.IsTupleType)
        {
            return Tuple(type);
        }

        if (name == "Prefect.Blocks.OneOf")
        {
            return OneOf(type);
        }

        if (s_collections.TryGetValue(name, out (string Kind, string Create) collection))
        {
            return collection.Kind == "Dictionary" ? Dictionary(type, collection.Create) : Collection(type, type.TypeArguments[0], collection);
        }

        if (type.Has(Names.BlockAttribute))
        {
            return Block(scope.Describe(type), type);
        }

        if (type.Has(Names.BlockModelAttribute))
        {
            return Model(scope.Describe(type), type);
        }

        return union.Count > 0 ? Union(type) : Base(type);
    }

    private TypeShape Collection(INamedTypeSymbol type, ITypeSymbol item, (string Kind, string Create) collection) =>
        Collection(type, Read(item), item, collection.Kind, collection.Create.Replace("{0}", item.ToDisplayString(Names.Full)));

    private static TypeShape Collection(ITypeSymbol type, TypeShape item, ITypeSymbol itemType, string kind, string create)
    {
        JsonTree schema = JsonTree.Object(("items", item.Schema)).Merge(JsonParser.Parse(List));
        return item with
        {
            Schema = kind == "Set" ? schema.With("uniqueItems", JsonTree.True) : schema,
            Codec = $"{Codecs}{kind}<{type.ToDisplayString(Names.Full)}, {itemType.ToDisplayString(Names.Full)}>({item.Codec}, static items => {create})",
            HasTitle = true,
        };
    }

    private TypeShape Dictionary(INamedTypeSymbol type, string create)
    {
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String)
        {
            return TypeShape.Refused("keys of a dictionary are texts in JSON; use string keys");
        }

        ITypeSymbol itemType = type.TypeArguments[1];
        TypeShape item = Read(itemType);
        JsonTree values = item.Schema.Members.Count == 0 ? JsonTree.True : item.Schema;
        return item with
        {
            Schema = JsonTree.Object(("additionalProperties", values), ("type", JsonTree.Of("object"))),
            Codec = $"{Codecs}Dictionary<{type.ToDisplayString(Names.Full)}, {itemType.ToDisplayString(Names.Full)}>({item.Codec}, static items => {create})",
            HasTitle = true,
        };
    }

    private TypeShape Enumeration(INamedTypeSymbol type)
    {
        EnumTable table = new(type);
        if (!type.Has(Names.BlockModelAttribute))
        {
            return new TypeShape(table.Schema, table.Codec);
        }

        Described described = scope.Describe(type);
        return new TypeShape(described.Reference, table.Codec) { Uses = [described], HasTitle = false };
    }

    private TypeShape Tuple(INamedTypeSymbol type)
    {
        ITypeSymbol[] types = [.. type.TupleElements.Select(element => element.Type)];
        if (types.Length > 3)
        {
            return TypeShape.Refused("a tuple has two or three values; use a record marked [BlockModel]");
        }

        TypeShape[] items = [.. types.Select(Read)];
        JsonTree length = JsonTree.Number(types.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Join(items) with
        {
            Schema = JsonTree.Object(
                ("maxItems", length), ("minItems", length), ("prefixItems", JsonTree.List(items.Select(item => item.Schema))), ("type", JsonTree.Of("array"))),
            Codec = $"{Codecs}Tuple<{Arguments(types)}>({string.Join(", ", items.Select(item => item.Codec))})",
        };
    }

    private TypeShape OneOf(INamedTypeSymbol type)
    {
        TypeShape[] choices = [.. type.TypeArguments.Select(Read)];
        return Join(choices) with
        {
            Schema = AnyOf(choices.Select(choice => choice.Schema)),
            Codec = $"{Codecs}OneOf<{Arguments(type.TypeArguments)}>({string.Join(", ", choices.Select(choice => choice.Codec))})",
        };
    }

    private static TypeShape Block(Described block, INamedTypeSymbol type) =>
        new(block.Reference, $"{Codecs}Block<{type.ToDisplayString(Names.Bare)}>()")
        {
            References = [block],
            Uses = [block],
            Secrets = [.. block.Secrets.Select(path => "." + path)],
            HasTitle = false,
        };

    private static TypeShape Model(Described model, INamedTypeSymbol type) =>
        new(model.Reference, $"{Codecs}Model<{type.ToDisplayString(Names.Bare)}>()")
        {
            Uses = [model],
            Secrets = model.IsOpen ? ["." + model.OpenSecret] : [.. model.Secrets.Select(path => "." + path)],
            HasTitle = false,
        };

    private TypeShape Union(INamedTypeSymbol type)
    {
        bool blocks = union[0].Has(Names.BlockAttribute);
        TypeShape[] members = [.. union.Select(member => blocks ? Block(scope.Describe(member), member) : Model(scope.Describe(member), member))];
        string typeName = type.ToDisplayString(Names.Full);
        string codec = blocks
            ? $"{Codecs}Union<{typeName}>(static () => new global::Prefect.Blocks.BlockType[] {{ {string.Join(", ", union.Select(member => member.ToDisplayString(Names.Bare) + ".BlockType"))} }})"
            : $"{Codecs}ModelUnion<{typeName}>({string.Join(", ", union.Select(member => $"{Codecs}Member<{typeName}, {member.ToDisplayString(Names.Bare)}>()"))})";
        return Join(members) with { Schema = AnyOf(members.Select(member => member.Schema)), Codec = codec };
    }

    /// <summary>
    /// A base that any block may derive from. What it holds is not known here, so that all of it counts as secret.
    /// </summary>
    private static TypeShape Base(INamedTypeSymbol type)
    {
        bool isBlock = Names.Plain(type) == Names.Block || type.BaseTypes().Any(parent => Names.Plain(parent) == Names.Block);
        if (isBlock && type.IsAbstract)
        {
            return TypeShape.Of("""{"type":"object"}""", $"{Codecs}AnyBlock<{type.ToDisplayString(Names.Full)}>()") with { Secrets = [".*"] };
        }

        return TypeShape.Refused(
            isBlock ? "mark it with [Block]"
            : type.TypeKind == TypeKind.Interface ? "name the blocks or models it may be with [BlockUnion]"
            : type.IsRecord ? "mark it with [BlockModel]"
            : "use a value type that JSON knows, a list, a dictionary or a record marked [BlockModel]");
    }

    private static string Arguments(IEnumerable<ITypeSymbol> types) => string.Join(", ", types.Select(type => type.ToDisplayString(Names.Full)));

    /// <summary>What several types lead to together.</summary>
    private static TypeShape Join(TypeShape[] shapes) => new(JsonTree.Empty, "")
    {
        Secrets = [.. shapes.SelectMany(shape => shape.Secrets)],
        References = [.. shapes.SelectMany(shape => shape.References)],
        Uses = [.. shapes.SelectMany(shape => shape.Uses)],
        HoldsPlainText = shapes.Any(shape => shape.HoldsPlainText),
        Refusal = shapes.Select(shape => shape.Refusal).FirstOrDefault(refusal => refusal is not null),
    };

    private static Dictionary<string, TypeShape> Simple()
    {
        TypeShape secret = TypeShape.Of("""{"format":"password","type":"string","writeOnly":true}""", Codecs + "Secret") with { Secrets = [""] };
        return new Dictionary<string, TypeShape>(System.StringComparer.Ordinal)
        {
            ["System.String"] = TypeShape.Of("""{"type":"string"}""", Codecs + "Text") with { HoldsPlainText = true },
            ["System.Boolean"] = TypeShape.Of("""{"type":"boolean"}""", Codecs + "Boolean"),
            ["System.Byte"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "Byte"),
            ["System.Int16"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "Int16"),
            ["System.Int32"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "Int32"),
            ["System.Int64"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "Int64"),
            ["System.UInt32"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "UInt32"),
            ["System.UInt64"] = TypeShape.Of("""{"type":"integer"}""", Codecs + "UInt64"),
            ["System.Single"] = TypeShape.Of("""{"type":"number"}""", Codecs + "Single"),
            ["System.Double"] = TypeShape.Of("""{"type":"number"}""", Codecs + "Double"),
            ["System.Decimal"] = TypeShape.Of(
                """{"anyOf":[{"type":"number"},{"pattern":"^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$","type":"string"}]}""", Codecs + "Decimal"),
            ["System.Uri"] = TypeShape.Of("""{"format":"uri","minLength":1,"type":"string"}""", Codecs + "Uri"),
            ["System.Guid"] = TypeShape.Of("""{"format":"uuid","type":"string"}""", Codecs + "Guid"),
            ["System.DateTimeOffset"] = TypeShape.Of("""{"format":"date-time","type":"string"}""", Codecs + "DateTimeOffset"),
            ["System.DateTime"] = TypeShape.Of("""{"format":"date-time","type":"string"}""", Codecs + "DateTime"),
            ["System.DateOnly"] = TypeShape.Of("""{"format":"date","type":"string"}""", Codecs + "DateOnly"),
            ["System.TimeOnly"] = TypeShape.Of("""{"format":"time","type":"string"}""", Codecs + "TimeOnly"),
            ["System.TimeSpan"] = TypeShape.Of("""{"format":"duration","type":"string"}""", Codecs + "Duration"),
            ["System.Text.Json.JsonElement"] = TypeShape.Of("{}", Codecs + "Json"),
            ["System.Text.Json.Nodes.JsonNode"] = TypeShape.Of("{}", Codecs + "Node"),
            ["System.Text.Json.Nodes.JsonObject"] = TypeShape.Of("""{"additionalProperties":true,"type":"object"}""", Codecs + "NodeObject"),
            ["System.Text.Json.Nodes.JsonArray"] = TypeShape.Of("""{"items":{},"type":"array"}""", Codecs + "NodeArray"),
            ["Prefect.Blocks.SecretString"] = secret,
            ["Prefect.Blocks.SecretBytes"] = secret with { Codec = Codecs + "SecretBytes" },
            ["Prefect.Blocks.SecretJson"] = TypeShape.Of("{}", Codecs + "SecretJson") with { Secrets = [""] },
            ["Prefect.Blocks.SecretDictionary"] = TypeShape.Of(
                """{"additionalProperties":true,"type":"object"}""", Codecs + "SecretDictionary") with { Secrets = [".*"] },
        };
    }
}

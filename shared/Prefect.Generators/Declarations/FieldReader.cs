using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>Reads the declaration of one property.</summary>
internal sealed class FieldReader(IPropertySymbol property, SchemaScope scope, List<Problem> problems)
{
    private readonly AttributeData? _field = property.Find(Names.BlockFieldAttribute);

    /// <summary>Gives the field, or null when it cannot stand in a document; problems say why.</summary>
    public FieldDeclaration? Read()
    {
        if (ReadUnion() is not { } union)
        {
            return null;
        }

        TypeShape shape = new TypeShapes(scope, union).Read(property.Type);
        if (shape.Refusal is { } refusal)
        {
            if (property.Type.TypeKind != TypeKind.Error)
            {
                Report(Rules.UnsupportedType, property.Name, property.Type.ToDisplayString(), refusal);
            }

            return null;
        }

        string wireName = property.Find(Names.JsonPropertyNameAttribute).First() as string ?? WireNames.Snake(property.Name);
        string? description = _field.Named<string>("Description") ?? DocComment.Of(property).Summary;
        JsonTree schema = BaseSchema(shape);
        bool isRequired = property.IsRequired;
        if (!isRequired)
        {
            schema = AddDefault(schema);
        }

        if (description is not null)
        {
            schema = schema.With("description", JsonTree.Of(description));
        }

        if (Title(schema, shape, wireName) is { } title)
        {
            schema = schema.With("title", JsonTree.Of(title));
        }

        if (Json("Extra") is { } extra)
        {
            schema = schema.Merge(extra);
        }

        bool replaced = Json("Schema") is not null;
        bool plain = _field.Flag("PlainOnWire");
        return new FieldDeclaration(property, wireName, shape)
        {
            Schema = schema,
            IsRequired = isRequired,
            Description = description,
            Secrets = _field.Texts("SecretPaths") ?? (plain ? [] : [.. shape.Secrets.Select(path => wireName + path)]),
            IsReference = !replaced && shape.References.Count > 0,
            WrittenAs = _field.Named<string>("WrittenAs"),
            FormerNames = _field.Texts("FormerNames") ?? [],
        };
    }

    /// <summary>The definitions that the attribute brings along.</summary>
    public IEnumerable<KeyValuePair<string, JsonTree>> Definitions() => Json("Definitions")?.Members ?? [];

    private JsonTree BaseSchema(TypeShape shape)
    {
        if (Json("Schema") is { } replacement)
        {
            return replacement;
        }

        JsonTree schema = _field.Flag("PlainOnWire") ? Plain(shape.Schema) : shape.Schema;
        return _field.Named<string>("Format") is { } format ? Format(schema, format) : schema;
    }

    private JsonTree AddDefault(JsonTree schema)
    {
        if (property.Find(Names.BlockDefaultAttribute) is { } attribute)
        {
            return Parse(attribute.First() as string, "[BlockDefault]", "JSON") is { } stated ? schema.With("default", stated) : schema;
        }

        bool acceptsNull = property.Type.NullableAnnotation == NullableAnnotation.Annotated
            || property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (!FieldDefault.TryFind(property, scope.Compilation, out JsonTree? value, out bool isKnown))
        {
            if (acceptsNull)
            {
                return schema.With("default", JsonTree.Null);
            }

            Report(Rules.NoDefault, property.Name);
            return schema;
        }

        if (!isKnown || (value?.Kind == JsonKind.Null && !acceptsNull))
        {
            Report(isKnown ? Rules.NoDefault : Rules.DefaultNotConstant, property.Name);
        }

        return value is null ? schema : schema.With("default", value);
    }

    private string? Title(JsonTree schema, TypeShape shape, string wireName) =>
        _field.Named<string>("Title")
        ?? (shape.HasTitle && schema["title"] is null && schema["$ref"] is null ? WireNames.Title(wireName) : null);

    private List<INamedTypeSymbol>? ReadUnion()
    {
        if (property.Find(Names.BlockUnionAttribute) is not { } attribute)
        {
            return [];
        }

        List<INamedTypeSymbol> members = [];
        ITypeSymbol leaf = Leaf(property.Type);
        foreach (object? value in attribute.FirstList())
        {
            string? reason = value is not INamedTypeSymbol member || member.TypeKind == TypeKind.Error ? "it is no type"
                : !member.Has(Names.BlockAttribute) && !member.Has(Names.BlockModelAttribute) ? "it is marked neither [Block] nor [BlockModel]"
                : members.Count > 0 && members[0].Has(Names.BlockAttribute) != member.Has(Names.BlockAttribute) ? "blocks and models do not mix"
                : !scope.Compilation.ClassifyCommonConversion(member, leaf).IsImplicit ? $"it is no {leaf.ToDisplayString()}"
                : null;
            if (reason is not null)
            {
                Report(Rules.InvalidUnion, (value as ISymbol)?.ToDisplayString() ?? "null", property.Name, reason);
                return null;
            }

            members.Add((INamedTypeSymbol)value!);
        }

        if (members.Count == 0)
        {
            Report(Rules.InvalidUnion, "nothing", property.Name, "name at least one type");
            return null;
        }

        return members;
    }

    /// <summary>What a list, dictionary or nullable type holds.</summary>
    private static ITypeSymbol Leaf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Leaf(array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic when !generic.IsRecord
            && generic.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal) =>
            Leaf(generic.TypeArguments[generic.TypeArguments.Length - 1]),
        _ => type,
    };

    private static JsonTree Plain(JsonTree schema) => Map(schema, inner =>
        inner["writeOnly"] is null ? inner : inner.Without("writeOnly").Without("format"));

    private static JsonTree Format(JsonTree schema, string format) => Map(schema, inner =>
        inner["type"] is { Text: "string" } && inner["enum"] is null ? inner.With("format", JsonTree.Of(format)) : inner);

    /// <summary>Changes every schema in a schema.</summary>
    private static JsonTree Map(JsonTree schema, Func<JsonTree, JsonTree> change) => schema.Kind switch
    {
        JsonKind.List => JsonTree.List(schema.Items.Select(item => Map(item, change))),
        JsonKind.Object => change(JsonTree.Object(schema.Members.Select(member =>
            new KeyValuePair<string, JsonTree>(member.Key, Map(member.Value, change))))),
        _ => schema,
    };

    private JsonTree? Json(string argument) =>
        _field.Named<string>(argument) is { } text
        && Parse(text, argument, "a JSON object") is { Kind: JsonKind.Object } value ? value : null;

    private JsonTree? Parse(string? text, string subject, string expected)
    {
        string reason = "it is something else";
        try
        {
            JsonTree value = JsonParser.Parse(text ?? "");
            if (expected == "JSON" || value.Kind == JsonKind.Object)
            {
                return value;
            }
        }
        catch (FormatException exception)
        {
            reason = exception.Message;
        }

        Report(Rules.InvalidJson, subject, property.Name, expected, reason);
        return null;
    }

    private void Report(DiagnosticDescriptor rule, params string[] arguments)
    {
        Problem problem = Problem.At(property, rule, arguments);
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }
}

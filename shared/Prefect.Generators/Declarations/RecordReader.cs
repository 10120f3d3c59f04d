using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>Reads the declaration of one block or model.</summary>
internal sealed class RecordReader(INamedTypeSymbol type, Described described, SchemaScope scope)
{
    private static readonly string[] s_reserved = ["block_type_slug", "_block_document_id", "_block_document_name", "_is_anonymous"];

    private readonly List<Problem> _problems = [];
    private readonly AttributeData? _block = type.Find(Names.BlockAttribute);

    public RecordDeclaration Read()
    {
        bool canExtend = RecordRules.Check(type, _block is not null, _problems);
        if (_block is not null)
        {
            described.Slug = ReadSlug();
            BlockTypeText.Check(type, _block, _problems);
        }

        List<FieldDeclaration> fields = ReadFields();
        CloseSecrets();
        described.Definition = Definition(fields);
        if (described.FindClash() is { } clash)
        {
            _problems.Add(Problem.At(type, Rules.DefinitionClash, type.Name, clash.Name, clash.First, clash.Second));
        }

        return new RecordDeclaration(type, described) { Fields = fields, Problems = _problems, CanExtend = canExtend };
    }

    private string ReadSlug()
    {
        string? stated = _block.Named<string>("Slug");
        string slug = stated ?? Slug.From(BlockTypeText.Name(type, _block));
        if (!Slug.IsValid(slug) || stated is not null && Slug.From(stated) != stated)
        {
            _problems.Add(Problem.At(type, Rules.InvalidSlug, slug, type.Name));
        }

        return slug;
    }

    private List<FieldDeclaration> ReadFields()
    {
        List<FieldDeclaration> fields = [];
        foreach (IPropertySymbol property in Properties())
        {
            FieldReader reader = new(property, scope, _problems);
            if (reader.Read() is not { } field)
            {
                continue;
            }

            Check(field, fields);
            fields.Add(field);
            described.Secrets.AddRange(field.Secrets);
            described.Uses.AddRange(field.Shape.Uses.Except(described.Uses));
            described.References.AddRange(field.IsReference ? field.Shape.References : []);
            described.FixedDefinitions.AddRange(reader.Definitions());
        }

        return fields;
    }

    /// <summary>
    /// Settles what stands below a model that holds itself: all of it is secret if anything in the model is, and nothing if not.
    /// </summary>
    private void CloseSecrets()
    {
        string own = described.OpenSecret;
        List<string> paths = [.. described.Secrets];
        bool any = paths.Exists(path => !path.EndsWith(own, System.StringComparison.Ordinal));
        described.Secrets.Clear();
        described.Secrets.AddRange(paths
            .Where(path => any || !path.EndsWith(own, System.StringComparison.Ordinal))
            .Select(path => path.EndsWith(own, System.StringComparison.Ordinal) ? path.Substring(0, path.Length - own.Length) + "*" : path));
    }

    /// <summary>The properties that take part, those of bases first, each in the order of the source.</summary>
    private IEnumerable<IPropertySymbol> Properties()
    {
        IEnumerable<INamedTypeSymbol> levels = type.BaseTypes()
            .Where(parent => parent.SpecialType != SpecialType.System_Object && Names.Plain(parent) != Names.Block)
            .Reverse()
            .Concat([type]);
        foreach (INamedTypeSymbol level in levels)
        {
            foreach (IPropertySymbol property in level.GetMembers().OfType<IPropertySymbol>().Where(TakesPart))
            {
                if (SymbolEqualityComparer.Default.Equals(level.ContainingAssembly, scope.Compilation.Assembly))
                {
                    yield return property;
                    continue;
                }

                _problems.Add(Problem.At(type, Rules.ForeignBase, type.Name, property.Name));
            }
        }
    }

    private static bool TakesPart(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is not ParameterSyntax)
        && property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, IsOverride: false, SetMethod.DeclaredAccessibility: Accessibility.Public }
        && !property.Has(Names.JsonIgnoreAttribute);

    private void Check(FieldDeclaration field, List<FieldDeclaration> before)
    {
        string? reason = before.Any(other => other.WireName == field.WireName) ? "another property has already"
            : System.Array.IndexOf(s_reserved, field.WireName) >= 0 ? "documents use themselves"
            : null;
        if (reason is not null)
        {
            _problems.Add(Problem.At(field.Property, Rules.DuplicateField, field.Property.Name, field.WireName, reason));
        }

        foreach (Described reference in field.Shape.References.Where(reference => reference.IsOpen))
        {
            _problems.Add(Problem.At(field.Property, Rules.HoldsItself, field.Property.Name, reference.ClassName));
        }
    }

    private JsonTree Definition(List<FieldDeclaration> fields)
    {
        JsonTree definition = JsonTree.Object(("title", JsonTree.Of(type.Name)));
        if (BlockTypeText.Description(type, _block) is { } description)
        {
            definition = definition.With("description", JsonTree.Of(description));
        }

        definition = definition
            .With("type", JsonTree.Of("object"))
            .With("properties", JsonTree.Object(fields.Select((field, index) => new KeyValuePair<string, JsonTree>(field.WireName, Schema(field, index)))));
        string[] required = [.. fields.Where(field => field.IsRequired).Select(field => field.WireName)];
        if (required.Length > 0)
        {
            definition = definition.With("required", JsonTree.List(required));
        }

        if (described.Slug is { } slug)
        {
            definition = definition
                .With("block_type_slug", JsonTree.Of(slug))
                .With("secret_fields", JsonTree.List([.. described.SecretPaths]))
                .With("block_schema_references", References(fields));
        }

        return definition.WithoutNested("additionalProperties");
    }

    private JsonTree Schema(FieldDeclaration field, int index) =>
        described.Slug is null
            ? field.Schema
            : field.Schema.With("position", JsonTree.Number(index.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static JsonTree References(List<FieldDeclaration> fields) => JsonTree.Object(fields
        .Where(field => field.IsReference)
        .Select(field => new KeyValuePair<string, JsonTree>(field.WireName, References(field))));

    private static JsonTree References(FieldDeclaration field)
    {
        JsonTree[] references =
        [
            .. field.Shape.References.Where(reference => !reference.IsOpen).Select(reference => JsonTree.Object(
                ("block_type_slug", JsonTree.Of(reference.Slug ?? "")),
                ("block_schema_checksum", JsonTree.Of(reference.Checksum)))),
        ];
        return references.Length == 1 ? references[0] : JsonTree.List(references);
    }
}

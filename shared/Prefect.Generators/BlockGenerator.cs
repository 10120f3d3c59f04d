using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>Completes the declarations of blocks and models, and writes the assembly's manifest.</summary>
[Generator]
public sealed class BlockGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RecordOutput> blocks = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.BlockAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation)).WithTrackingName("Blocks");
        IncrementalValuesProvider<RecordOutput> models = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.BlockModelAttribute,
            static (node, _) => node is BaseTypeDeclarationSyntax,
            static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation)).WithTrackingName("Models");
        context.RegisterSourceOutput(blocks, static (output, record) => Add(output, record));
        context.RegisterSourceOutput(models, static (output, record) => Add(output, record));
        context.RegisterSourceOutput(blocks.Collect().Combine(models.Collect()), static (output, all) => AddManifest(output, all.Left, all.Right));
    }

    private static RecordOutput Read(INamedTypeSymbol type, Compilation compilation)
    {
        SchemaScope scope = SchemaScope.Of(compilation);
        Problem place = Problem.At(type, Rules.DuplicateSlug);
        if (type.TypeKind == TypeKind.Enum)
        {
            Described described = scope.Describe(type);
            return new RecordOutput(described.Identity, "", "", ManifestEmitter.Model(described).ToString(), "", "", default, place, default);
        }

        RecordDeclaration declaration = scope.Read(type);
        JsonTree manifest = declaration.IsBlock ? ManifestEmitter.Block(declaration) : ManifestEmitter.Model(declaration.Described);
        return new RecordOutput(
            declaration.Described.Identity,
            declaration.Described.Slug ?? "",
            declaration.CanExtend ? type.ToDisplayString(Names.Bare) : "",
            manifest.ToString(),
            SourceFile.HintName(type, "Block"),
            declaration.CanExtend ? new RecordEmitter(declaration).Emit() : "",
            new EquatableArray<string>(declaration.Fields.SelectMany(field => field.Shape.References).Select(reference => reference.Identity).Distinct(StringComparer.Ordinal)),
            place,
            new EquatableArray<Problem>(declaration.Problems));
    }

    private static void Add(SourceProductionContext output, RecordOutput record)
    {
        foreach (Problem problem in record.Problems)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }

        if (record.Source.Length > 0)
        {
            output.AddSource(record.HintName, record.Source);
        }
    }

    private static void AddManifest(SourceProductionContext output, ImmutableArray<RecordOutput> blocks, ImmutableArray<RecordOutput> models)
    {
        if (blocks.Length + models.Length == 0)
        {
            return;
        }

        Dictionary<string, RecordOutput> bySlug = new(StringComparer.Ordinal);
        foreach (RecordOutput block in blocks)
        {
            if (!bySlug.TryGetValue(block.Slug, out RecordOutput? first))
            {
                bySlug.Add(block.Slug, block);
                continue;
            }

            Problem problem = block.Place with { Arguments = new EquatableArray<string>([first.Identity, block.Identity, block.Slug]) };
            output.ReportDiagnostic(problem.ToDiagnostic());
        }

        output.AddSource("BlockManifest.g.cs", ManifestEmitter.Emit([.. bySlug.Values], models));
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Prefect.Generators;

/// <summary>
/// Reports what a declaration should say or should not do although it could be compiled. Being an analyzer's, these rules can be
/// configured and suppressed like any other.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MissingSummary, Rules.PlainSecret];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // A property of a base is seen once for every block that inherits it.
            ConcurrentDictionary<ISymbol, bool> seen = new(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(symbol => Analyze(symbol, seen), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ConcurrentDictionary<ISymbol, bool> seen)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData? block = type.Find(Names.BlockAttribute);
        if (block is null && !type.Has(Names.BlockModelAttribute))
        {
            return;
        }

        if (BlockTypeText.Description(type, block) is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingSummary, type.Locations[0], type.Name));
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return;
        }

        foreach (FieldDeclaration field in SchemaScope.Of(context.Compilation).Read(type).Fields)
        {
            if (seen.TryAdd(field.Property, true))
            {
                Analyze(context, field);
            }
        }
    }

    private static void Analyze(SymbolAnalysisContext context, FieldDeclaration field)
    {
        IPropertySymbol property = field.Property;
        if (field.Description is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingSummary, property.Locations[0], property.Name));
        }

        if (field.Shape.HoldsPlainText && (SecretNames.IsSecret(WireNames.Snake(property.Name)) || SecretNames.IsSecret(WireNames.Snake(field.WireName))))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.PlainSecret, property.Locations[0], property.Name));
        }
    }
}

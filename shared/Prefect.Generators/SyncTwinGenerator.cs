using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Prefect.Generators;

/// <summary>Writes blocking twins into the types that ask for them.</summary>
[Generator]
public sealed class SyncTwinGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(string HintName, string Source, Problem? Problem)> types = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.SyncTwinsAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol));
        context.RegisterSourceOutput(types, static (output, type) =>
        {
            if (type.Problem is { } problem)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }

            if (type.Source.Length > 0)
            {
                output.AddSource(type.HintName, type.Source);
            }
        });
    }

    private static (string HintName, string Source, Problem? Problem) Read(INamedTypeSymbol type)
    {
        if (!type.IsPartial() || type.Containers().Any(container => !container.IsPartial()))
        {
            return ("", "", Problem.At(type, Rules.TwinsNotPartial, type.Name));
        }

        // Blocks and models get theirs with the rest of their members.
        if (type.Has(Names.BlockAttribute) || type.Has(Names.BlockModelAttribute))
        {
            return ("", "", null);
        }

        CodeWriter writer = new();
        int depth = SourceFile.Open(writer, type, "");
        bool any = new TwinEmitter(writer, type).Emit();
        SourceFile.Close(writer, depth);
        return (SourceFile.HintName(type, "Twins"), any ? writer.ToString() : "", null);
    }
}

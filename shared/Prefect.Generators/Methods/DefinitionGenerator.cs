using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Adds the flows and tasks that are made of methods to the types of those.</summary>
[Generator]
public sealed class DefinitionGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Add(context, Names.FlowTaskAttribute, Kind.Task, "Tasks");
        Add(context, Names.FlowAttribute, Kind.Flow, "Flows");
    }

    private static void Add(IncrementalGeneratorInitializationContext context, string attribute, Kind kind, string step)
    {
        IncrementalValuesProvider<DefinitionOutput> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (_, _) => true,
            (found, _) => found.TargetSymbol is IMethodSymbol method
                ? new MethodReader(method, found.Attributes[0], kind).Read()
                : DefinitionOutput.Nothing).WithTrackingName(step);
        context.RegisterSourceOutput(methods, static (output, method) =>
        {
            foreach (Problem problem in method.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }

            if (method.Source.Length > 0)
            {
                output.AddSource(method.HintName, method.Source);
            }
        });
    }
}

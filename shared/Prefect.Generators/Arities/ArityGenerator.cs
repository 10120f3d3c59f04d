using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>
/// Writes what flows and tasks are for each number of parameters. Works for the one assembly that asks for it, the library of
/// flows itself.
/// </summary>
[Generator]
public sealed class ArityGenerator : IIncrementalGenerator
{
    private const int Most = 8;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<bool> asked = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.GenerateAritiesAttribute, static (_, _) => true, static (found, _) => found.TargetSymbol is IAssemblySymbol);
        context.RegisterSourceOutput(asked, static (output, _) => Add(output));
    }

    private static void Add(SourceProductionContext output)
    {
        for (int count = 0; count <= Most; count++)
        {
            Arity arity = new(count);
            output.AddSource($"FlowTask.Define.{count}.g.cs", DefineEmitter.Emit(arity, Kind.Task));
            output.AddSource($"Flow.Define.{count}.g.cs", DefineEmitter.Emit(arity, Kind.Flow));
            output.AddSource($"FlowTask.{count}.g.cs", TaskEmitter.Emit(arity));
            output.AddSource($"StreamTask.{count}.g.cs", StreamEmitter.Emit(arity, Kind.Task));
            output.AddSource($"Flow.{count}.g.cs", FlowEmitter.Emit(arity));
            output.AddSource($"StreamFlow.{count}.g.cs", StreamEmitter.Emit(arity, Kind.Flow));
            output.AddSource($"Call.{count}.g.cs", CallEmitter.Emit(arity));
            if (count > 0)
            {
                output.AddSource($"InputCall.{count}.g.cs", InputCallEmitter.Emit(arity));
            }
        }
    }
}

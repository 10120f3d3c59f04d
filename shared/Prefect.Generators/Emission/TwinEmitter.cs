using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Writes a blocking twin of every public asynchronous method that a type declares and has no twin of.</summary>
internal sealed class TwinEmitter(CodeWriter writer, INamedTypeSymbol type)
{
    private const string Suffix = "Async";

    public bool Emit()
    {
        bool any = false;
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(IsTwinless))
        {
            Emit(method);
            any = true;
        }

        return any;
    }

    private bool IsTwinless(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, ReturnsByRef: false, IsImplicitlyDeclared: false }
        && method.Name.Length > Suffix.Length
        && method.Name.EndsWith(Suffix, System.StringComparison.Ordinal)

        // Disposing has a contract of its own, which a method of that name does not keep.
        && method.Name != "DisposeAsync"

        // No member may have the name of its type.
        && TwinName(method) != type.Name
        && Result(method.ReturnType) is not null
        && !(type.TypeKind == TypeKind.Interface && method.IsStatic)
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind != TypeKind.Pointer)
        && !HasTwin(type, method)
        && !InheritsTwin(method);

    private static string TwinName(IMethodSymbol method) => method.Name.Substring(0, method.Name.Length - Suffix.Length);

    private static bool HasTwin(INamedTypeSymbol owner, IMethodSymbol method) =>
        owner.GetMembers(TwinName(method)).Any(member => member is not IMethodSymbol other || HasSameParameters(other, method));

    /// <summary>Whether the method overrides one of a base, whose twin calls the override already.</summary>
    private static bool InheritsTwin(IMethodSymbol method)
    {
        for (IMethodSymbol? overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            INamedTypeSymbol owner = overridden.ContainingType;
            if (owner.Has(Names.SyncTwinsAttribute) || HasTwin(owner, overridden))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSameParameters(IMethodSymbol left, IMethodSymbol right) =>
        left.TypeParameters.Length == right.TypeParameters.Length
        && left.Parameters.Select(Text).SequenceEqual(right.Parameters.Select(Text), System.StringComparer.Ordinal);

    private static string Text(IParameterSymbol parameter) => parameter.RefKind + parameter.Type.ToDisplayString(Names.Bare);

    /// <summary>What the twin returns and how it is made of the call; null for a method that is not asynchronous.</summary>
    private static (string Type, string Before, string After)? Result(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        string argument = named.TypeArguments.Length == 1 ? named.TypeArguments[0].ToDisplayString(Names.Full) : "void";
        switch (Names.Plain(named))
        {
            case "System.Threading.Tasks.Task":
                return (argument, Run(named, argument), ")");
            case "System.Threading.Tasks.ValueTask":
                return (argument, Run(named, argument), ".AsTask())");
            case "System.Collections.Generic.IAsyncEnumerable":
                return ($"global::System.Collections.Generic.IEnumerable<{argument}>", "Enumerate(", ")");
            default:
                return null;
        }
    }

    // The result is stated, for a call with a dynamic argument does not tell it.
    private static string Run(INamedTypeSymbol task, string argument) => task.TypeArguments.Length == 1 ? $"Run<{argument}>(() => " : "Run(() => ";

    private void Emit(IMethodSymbol method)
    {
        (string result, string before, string after) = Result(method.ReturnType)!.Value;
        string generics = method.TypeParameters.Length == 0
            ? "" : "<" + string.Join(", ", method.TypeParameters.Select(parameter => Names.Escape(parameter.Name))) + ">";
        string parameters = string.Join(", ", method.Parameters.Select(ParameterText.Declare));
        string arguments = string.Join(", ", method.Parameters.Select(parameter => Names.Escape(parameter.Name)));
        string hides = HidesInherited(method) ? "new " : "";
        writer.Line($"/// <inheritdoc cref=\"{method.GetDocumentationCommentId()}\"/>");
        writer.Line(SourceFile.GeneratedCode);
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass is { } known && Names.Plain(known) == "System.ObsoleteAttribute"))
        {
            writer.Line("[global::System.Obsolete(\"Its asynchronous twin is obsolete.\")]");
        }

        string declared = method.TypeParameters.Length == 0
            ? "" : "<" + string.Join(", ", method.TypeParameters.Select(ParameterText.Declare)) + ">";
        writer.Line($"public {hides}{(method.IsStatic ? "static " : "")}{result} {Names.Escape(TwinName(method))}{declared}({parameters})");
        foreach (string constraint in method.TypeParameters.Select(ParameterText.Constraint).Where(constraint => constraint.Length > 0))
        {
            writer.Line("    " + constraint);
        }

        writer.Line($"    => global::Prefect.Blocks.Sync.{before}{Names.Escape(method.Name)}{generics}({arguments}){after};");
        writer.Line();
    }

    private bool HidesInherited(IMethodSymbol method)
    {
        IEnumerable<INamedTypeSymbol> bases = type.TypeKind == TypeKind.Interface ? type.AllInterfaces : type.BaseTypes();
        return bases.Any(parent =>
            HasTwin(parent, method)
            || (parent.Has(Names.SyncTwinsAttribute)
                && parent.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => HasSameParameters(other, method))));
    }
}

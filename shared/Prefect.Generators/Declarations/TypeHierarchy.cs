using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Prefect.Generators;

/// <summary>Walks what a type derives from and what contains it.</summary>
internal static class TypeHierarchy
{
    /// <summary>The bases of a type, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> BaseTypes(this ITypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
    }

    /// <summary>The types that contain a type, the outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Containers(this INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> containers = [];
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, container);
        }

        return containers;
    }

    public static bool IsPartial(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool IsPositional(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is RecordDeclarationSyntax { ParameterList.Parameters.Count: > 0 });

    /// <summary>The words that open a part of a type: <c>partial record struct Name&lt;T&gt;</c>.</summary>
    public static string PartHeader(this INamedTypeSymbol type)
    {
        string kind = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name)) + ">";
        return $"partial {kind} {Names.Escape(type.Name)}{parameters}";
    }
}

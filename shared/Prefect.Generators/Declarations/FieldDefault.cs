using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>What a property holds when a document says nothing of it, as far as the schema can say.</summary>
internal static class FieldDefault
{
    /// <summary>Whether a property has an initialiser, and its value in the schema if it is one that a schema can have.</summary>
    /// <param name="property">The property.</param>
    /// <param name="compilation">Knows constants.</param>
    /// <param name="value">The default; null where the schema has none.</param>
    /// <param name="isKnown">False when the initialiser computes something.</param>
    public static bool TryFind(IPropertySymbol property, Compilation compilation, out JsonTree? value, out bool isKnown)
    {
        value = null;
        isKnown = true;
        foreach (SyntaxReference reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not PropertyDeclarationSyntax { Initializer.Value: { } expression })
            {
                continue;
            }

            expression = Unwrap(expression);
            value = Constant(expression, compilation.GetSemanticModel(expression.SyntaxTree), property.Type);
            isKnown = value is not null || IsCreation(expression);
            return true;
        }

        return false;
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Unwrap(inner.Expression),
        PostfixUnaryExpressionSyntax inner when inner.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Unwrap(inner.Operand),
        _ => expression,
    };

    /// <summary>Whether an expression makes an object or is an empty collection: a value, but none that a schema shows.</summary>
    private static bool IsCreation(ExpressionSyntax expression) => expression switch
    {
        BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => true,
        DefaultExpressionSyntax => true,
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.DefaultLiteralExpression) => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } } => true,
        _ => false,
    };

    private static JsonTree? Constant(ExpressionSyntax expression, SemanticModel model, ITypeSymbol type)
    {
        Optional<object?> constant = model.GetConstantValue(expression);
        if (!constant.HasValue)
        {
            return IsEmptyText(expression, model) ? JsonTree.Of("") : null;
        }

        ITypeSymbol? own = model.GetTypeInfo(expression).Type;
        ITypeSymbol? enumeration = new[] { own, Present(type) }.FirstOrDefault(candidate => candidate?.TypeKind == TypeKind.Enum);
        if (enumeration is INamedTypeSymbol named && constant.Value is not null)
        {
            return new EnumTable(named).Find(constant.Value);
        }

        return Write(constant.Value);
    }

    private static ITypeSymbol Present(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static bool IsEmptyText(ExpressionSyntax expression, SemanticModel model) =>
        model.GetSymbolInfo(expression).Symbol is IFieldSymbol { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String };

    private static JsonTree? Write(object? value) => value switch
    {
        null => JsonTree.Null,
        string text => JsonTree.Of(text),
        char character => JsonTree.Of(character.ToString()),
        bool boolean => JsonTree.Of(boolean),
        double number => Number(number),
        float number => Number(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        IFormattable number => JsonTree.Number(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static JsonTree? Number(double value) =>
        double.IsNaN(value) || double.IsInfinity(value) ? null : JsonTree.Number(PythonNumber.Format(value));
}

using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators;

/// <summary>Writes parameters of methods as code.</summary>
internal static class ParameterText
{
    private const string DynamicallyAccessedMembers = "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembersAttribute";

    public static string Declare(IParameterSymbol parameter)
    {
        string modifier = parameter.IsParams ? "params " : "";
        string value = parameter.HasExplicitDefaultValue ? " = " + Default(parameter) : "";
        return $"{modifier}{parameter.Type.ToDisplayString(Names.Full)} {Names.Escape(parameter.Name)}{value}";
    }

    /// <summary>A type parameter with what it says of trimming: a method that needs members of the type needs them in its twin too.</summary>
    public static string Declare(ITypeParameterSymbol parameter)
    {
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is { } known && Names.Plain(known) == DynamicallyAccessedMembers
                && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int members)
            {
                return $"[global::{DynamicallyAccessedMembers}((global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes)({members.ToString(CultureInfo.InvariantCulture)}))] {Names.Escape(parameter.Name)}";
            }
        }

        return Names.Escape(parameter.Name);
    }

    public static string Constraint(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        foreach (ITypeSymbol type in parameter.ConstraintTypes)
        {
            constraints.Add(type.ToDisplayString(Names.Full));
        }

        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? "" : $"where {Names.Escape(parameter.Name)} : {string.Join(", ", constraints)}";
    }

    private static string Default(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        switch (parameter.ExplicitDefaultValue)
        {
            case null:
                return "default";
            case object value when type.TypeKind == TypeKind.Enum:
                return $"({type.ToDisplayString(Names.Bare)})({System.Convert.ToString(value, CultureInfo.InvariantCulture)})";
            case double number:
                return double.IsNaN(number) ? "double.NaN" : double.IsInfinity(number) ? (number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity") : Number(number.ToString("R", CultureInfo.InvariantCulture), "d");
            case float number:
                return float.IsNaN(number) ? "float.NaN" : float.IsInfinity(number) ? (number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity") : Number(number.ToString("R", CultureInfo.InvariantCulture), "f");
            case decimal number:
                return Number(number.ToString(CultureInfo.InvariantCulture), "m");
            case object value:
                return SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
        }
    }

    private static string Number(string text, string suffix) => text + suffix;
}

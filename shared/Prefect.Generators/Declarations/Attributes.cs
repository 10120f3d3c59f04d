using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Finds attributes and reads their arguments.</summary>
internal static class Attributes
{
    public static AttributeData? Find(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && Names.Plain(type) == name);

    public static bool Has(this ISymbol symbol, string name) => symbol.Find(name) is not null;

    /// <summary>The value of a named argument, or null.</summary>
    public static T? Named<T>(this AttributeData? attribute, string name)
        where T : class =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array } constant
            ? constant.Value as T
            : null;

    public static bool Flag(this AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is true;

    /// <summary>The texts of a named argument, or null when it is not there.</summary>
    public static string[]? Texts(this AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(value => value.Value as string ?? "")]
            : null;

    /// <summary>The first argument of the constructor.</summary>
    public static object? First(this AttributeData? attribute) =>
        attribute?.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[0].Value
            : null;

    /// <summary>The values of the constructor's first argument, which is a list.</summary>
    public static object?[] FirstList(this AttributeData? attribute) =>
        attribute?.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(value => value.Value)]
            : [];
}

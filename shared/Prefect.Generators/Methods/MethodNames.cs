using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators;

/// <summary>The names that come of the name of a method.</summary>
internal static class MethodNames
{
    private const string Suffix = "Async";

    /// <summary>The member that is added: what the attribute says, else <c>CountLinesTask</c> for <c>CountLinesAsync</c>.</summary>
    public static string Member(IMethodSymbol method, AttributeData attribute, Kind kind) =>
        attribute.Named<string>("Member") ?? Stem(method) + kind.Suffix;

    /// <summary>The name of the flow or task: what the attribute says, else <c>count-lines</c> for <c>CountLinesAsync</c>.</summary>
    public static string Name(IMethodSymbol method, AttributeData attribute) =>
        attribute.Named<string>("Name") ?? WireNames.Snake(Stem(method)).Trim('_').Replace('_', '-');

    /// <summary>Says what is wrong with a name; null for nothing.</summary>
    public static string? Banned(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "it says nothing";
        }

        int at = name.IndexOfAny(['/', '%', '&', '>', '<']);
        return at < 0 ? null : $"it holds '{name[at]}'";
    }

    public static bool IsIdentifier(string member) => SyntaxFacts.IsValidIdentifier(member) && SyntaxFacts.GetKeywordKind(member) == SyntaxKind.None;

    /// <summary>Another method of the type whose flow or task would have the same name; null for none.</summary>
    public static string? Others(IMethodSymbol method, Kind kind, string member)
    {
        foreach (IMethodSymbol other in method.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            bool isSelf = SymbolEqualityComparer.Default.Equals(other, method);
            if ((Makes(other, Kind.Task, member) && !(isSelf && kind == Kind.Task)) || (Makes(other, Kind.Flow, member) && !(isSelf && kind == Kind.Flow)))
            {
                return other.Name;
            }
        }

        return null;
    }

    private static bool Makes(IMethodSymbol method, Kind kind, string member) =>
        method.Find(kind.Attribute) is { } attribute && Member(method, attribute, kind) == member;

    private static string Stem(IMethodSymbol method) =>
        method.Name.Length > Suffix.Length && method.Name.EndsWith(Suffix, System.StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - Suffix.Length)
            : method.Name;
}

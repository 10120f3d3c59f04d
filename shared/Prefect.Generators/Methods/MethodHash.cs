using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Prefect.Generators;

/// <summary>
/// Tells whether a method is still the same code: of what it returns, its name, its parameters and its body, token by token. So
/// layout, line endings, comments, attributes and accessibility do not count, and what it calls does not either.
/// </summary>
internal static class MethodHash
{
    /// <summary>Gives 32 hexadecimal digits.</summary>
    public static string Of(IMethodSymbol method)
    {
        StringBuilder text = new();
        SyntaxNode? declaration = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (declaration is MethodDeclarationSyntax syntax)
        {
            Append(text, syntax.ReturnType);
            text.Append(syntax.Identifier.ValueText).Append('\n');
            Append(text, syntax.ParameterList);
            Append(text, (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody);
        }

#pragma warning disable CA5351 // It tells versions of a text apart, nothing hangs on it being hard to forge.
        using MD5 hash = MD5.Create();
#pragma warning restore CA5351
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static void Append(StringBuilder text, SyntaxNode? node)
    {
        foreach (SyntaxToken token in node?.DescendantTokens() ?? [])
        {
            text.Append(token.Text.Replace("\r\n", "\n")).Append('\n');
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators;

/// <summary>
/// The <c>///</c> comment of a declaration, read from the source's characters: what the compiler makes of comments depends on
/// build switches, and a schema must not.
/// </summary>
internal sealed class DocComment
{
    private readonly XElement? _root;

    private DocComment(XElement? root) => _root = root;

    /// <summary>The summary in one line; null when there is none.</summary>
    public string? Summary => Section("summary");

    /// <summary>The example, code in fences; null when there is none.</summary>
    public string? Example => _root?.Element("example") is { } example ? RenderExample(example) : null;

    /// <summary>What is said of a parameter, in one line; null when there is nothing.</summary>
    public string? Parameter(string name) => Text(_root?.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name));

    /// <summary>Reads the first comment with a summary among the declarations of a symbol.</summary>
    public static DocComment Of(ISymbol symbol)
    {
        DocComment found = new(null);
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            DocComment comment = Parse(Characters(reference.GetSyntax()));
            if (comment.Summary is not null)
            {
                return comment;
            }

            found = comment._root is null ? found : comment;
        }

        return found;
    }

    private static string Characters(SyntaxNode declaration)
    {
        StringBuilder text = new();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            string characters = trivia.ToFullString();
            switch (trivia.Kind())
            {
                case SyntaxKind.SingleLineDocumentationCommentTrivia:
                case SyntaxKind.SingleLineCommentTrivia when characters.StartsWith("///", StringComparison.Ordinal):
                    AppendLines(text, characters, "///");
                    break;
                case SyntaxKind.MultiLineDocumentationCommentTrivia:
                case SyntaxKind.MultiLineCommentTrivia when characters.StartsWith("/**", StringComparison.Ordinal):
                    AppendLines(text, characters.Substring(3).Replace("*/", ""), "*");
                    break;
            }
        }

        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, string characters, string mark)
    {
        foreach (string line in characters.Replace("\r\n", "\n").Split('\n'))
        {
            string trimmed = line.TrimStart();
            text.Append(trimmed.StartsWith(mark, StringComparison.Ordinal) ? trimmed.Substring(mark.Length) : trimmed).Append('\n');
        }
    }

    private static DocComment Parse(string xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return new DocComment(null);
        }

        try
        {
            return new DocComment(XElement.Parse("<doc>" + xml + "</doc>", LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            // The compiler warns of it where comments are checked; here it counts as missing.
            return new DocComment(null);
        }
    }

    private static string RenderExample(XElement example)
    {
        List<string> parts = [];
        StringBuilder prose = new();
        foreach (XNode node in example.Nodes())
        {
            if (node is not XElement { Name.LocalName: "code" } code)
            {
                prose.Append(Render(node));
                continue;
            }

            AddProse(parts, prose);
            parts.Add("```csharp\n" + Dedent(code.Value) + "\n```");
        }

        AddProse(parts, prose);
        return string.Join("\n\n", parts);
    }

    private static void AddProse(List<string> parts, StringBuilder prose)
    {
        string text = Normalise(prose.ToString());
        prose.Clear();
        if (text.Length > 0)
        {
            parts.Add(text);
        }
    }

    private static string Dedent(string code)
    {
        List<string> lines = [.. code.Replace("\r\n", "\n").Split('\n').Select(line => line.TrimEnd())];
        int indent = lines.Where(line => line.Length > 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty(0)
            .Min();
        return string.Join("\n", lines.Select(line => line.Length == 0 ? line : line.Substring(indent))).Trim('\n');
    }

    private static string Normalise(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, Slug.Patience).Trim();

    private static string Render(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element => Render(element),
        _ => "",
    };

    private static string Render(XElement element)
    {
        string content = string.Concat(element.Nodes().Select(Render));
        switch (element.Name.LocalName)
        {
            case "c" or "code":
                return "`" + Normalise(content) + "`";
            case "see" or "seealso" when content.Trim().Length == 0:
                return Reference(element);
            case "paramref" or "typeparamref":
                return (string?)element.Attribute("name") ?? "";
            case "para" or "br" or "item" or "list" or "term" or "description":
                return " " + content + " ";
            default:
                return content;
        }
    }

    private static string Reference(XElement element)
    {
        if ((string?)element.Attribute("langword") is { } word)
        {
            return word;
        }

        if ((string?)element.Attribute("cref") is not { } target)
        {
            return (string?)element.Attribute("href") ?? "";
        }

        string name = Regex.Replace(target, @"^[A-Z]:|[({<].*$", "", RegexOptions.None, Slug.Patience);
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    private static string? Text(XElement? section)
    {
        string text = section is null ? "" : Normalise(string.Concat(section.Nodes().Select(Render)));
        return text.Length == 0 ? null : text;
    }

    private string? Section(string name) => Text(_root?.Element(name));
}

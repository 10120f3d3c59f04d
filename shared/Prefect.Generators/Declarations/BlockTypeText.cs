using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>What people read of a block type: its name, description, example and addresses.</summary>
internal static class BlockTypeText
{
    public static string Name(INamedTypeSymbol type, AttributeData? block) =>
        block.First() as string is { Length: > 0 } name ? name : type.Name;

    public static string? Description(INamedTypeSymbol type, AttributeData? block) =>
        block.Named<string>("Description") ?? DocComment.Of(type).Summary;

    public static string CodeExample(INamedTypeSymbol type, AttributeData block)
    {
        if ((block.Named<string>("CodeExample") ?? DocComment.Of(type).Example) is { Length: > 0 } example)
        {
            return example;
        }

        string name = type.Name;
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } containing ? $"using {containing.ToDisplayString()};\n\n" : "";
        string variable = char.ToLowerInvariant(name[0]) + name.Substring(1) + "Block";
        return $"```csharp\n{space}{name} {variable} = await {name}.LoadAsync(\"BLOCK_NAME\");\n```";
    }

    /// <summary>The capabilities of a block, its bases and its interfaces, in alphabetical order.</summary>
    public static string[] Capabilities(INamedTypeSymbol type) =>
    [
        .. new[] { type }.Concat(type.BaseTypes()).Concat(type.AllInterfaces)
            .SelectMany(level => level.Find(Names.BlockCapabilitiesAttribute).FirstList())
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .OrderBy(capability => capability, StringComparer.Ordinal),
    ];

    public static void Check(INamedTypeSymbol type, AttributeData block, List<Problem> problems)
    {
        foreach ((string argument, string subject) in new[] { ("Logo", "logo"), ("Documentation", "documentation") })
        {
            if (block.Named<string>(argument) is { } address
                && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("http" or "https")))
            {
                problems.Add(Problem.At(type, Rules.InvalidAddress, subject, type.Name, address));
            }
        }
    }
}

using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Names of the types that declarations are written with, and how C# is written of symbols.</summary>
internal static class Names
{
    public const string Block = "Prefect.Blocks.Block";
    public const string BlockAttribute = "Prefect.Blocks.BlockAttribute";
    public const string BlockModelAttribute = "Prefect.Blocks.BlockModelAttribute";
    public const string BlockFieldAttribute = "Prefect.Blocks.BlockFieldAttribute";
    public const string BlockDefaultAttribute = "Prefect.Blocks.BlockDefaultAttribute";
    public const string BlockUnionAttribute = "Prefect.Blocks.BlockUnionAttribute";
    public const string BlockCapabilitiesAttribute = "Prefect.Blocks.BlockCapabilitiesAttribute";
    public const string BlockManifestAttribute = "Prefect.Blocks.BlockManifestAttribute";
    public const string SyncTwinsAttribute = "Prefect.Blocks.SyncTwinsAttribute";
    public const string GenerateAritiesAttribute = "Prefect.Flows.GenerateAritiesAttribute";
    public const string FlowAttribute = "Prefect.Flows.FlowAttribute";
    public const string FlowTaskAttribute = "Prefect.Flows.FlowTaskAttribute";
    public const string JsonIgnoreAttribute = "System.Text.Json.Serialization.JsonIgnoreAttribute";
    public const string JsonPropertyNameAttribute = "System.Text.Json.Serialization.JsonPropertyNameAttribute";
    public const string JsonEnumNameAttribute = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";
    public const string JsonConverterAttribute = "System.Text.Json.Serialization.JsonConverterAttribute";

    /// <summary>A type as code that compiles anywhere names it, without <c>?</c> on reference types at the outermost level.</summary>
    public static readonly SymbolDisplayFormat Bare = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>A type as code that compiles anywhere names it, with every <c>?</c>.</summary>
    public static readonly SymbolDisplayFormat Full = Bare.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_plain = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Namespace and name, without type arguments.</summary>
    public static string Plain(ISymbol symbol) => symbol.ToDisplayString(s_plain);

    /// <summary>The name that metadata has: a plus before nested types, a backtick before the number of type parameters.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } container)
        {
            return Metadata(container) + "+" + type.MetadataName;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? Plain(space) + "." + type.MetadataName : type.MetadataName;
    }

    public static string Escape(string identifier) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(identifier) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + identifier : identifier;

    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}

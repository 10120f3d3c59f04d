using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Prefect.Generators;

/// <summary>A diagnostic as a value, so that the generator's steps can be cached.</summary>
internal sealed record Problem(string Id, string Path, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static Problem At(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments) =>
        At(symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None, rule, arguments);

    public static Problem At(Location location, DiagnosticDescriptor rule, params string[] arguments) => new(
        rule.Id,
        location.SourceTree?.FilePath ?? "",
        location.SourceSpan,
        location.GetLineSpan().Span,
        new EquatableArray<string>(arguments));

    public Diagnostic ToDiagnostic()
    {
        object[] arguments = [.. Arguments];
        return Diagnostic.Create(Rules.Of(Id), Location.Create(Path, Span, Lines), arguments);
    }
}

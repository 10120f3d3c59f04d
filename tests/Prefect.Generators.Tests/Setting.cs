using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators.Tests;

/// <summary>Switches of a build.</summary>
internal sealed record Setting
{
    public string Name { get; init; } = "Sample";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Debug;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public string Path { get; init; } = "/src/Sample.cs";
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Prefect.Generators.Tests;

/// <summary>Source compiled with the generators, and what came of it.</summary>
internal sealed class Compiled
{
    private static readonly MetadataReference[] s_platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Prefect.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private Compiled(Compilation compilation, GeneratorDriverRunResult result)
    {
        Compilation = compilation;
        Result = result;
    }

    public Compilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    public string Manifest => (string)Compilation.Assembly.GetAttributes()
        .Single(attribute => attribute.AttributeClass?.Name == "BlockManifestAttribute").ConstructorArguments[0].Value!;

    /// <summary>What the generators and the analyzer report, as <c>id: message</c>.</summary>
    public string[] Problems => [.. Diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}")];

    public IEnumerable<Diagnostic> Diagnostics => Result.Diagnostics.Concat(Compilation
        .WithAnalyzers([new DeclarationAnalyzer()])
        .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult());

    /// <summary>What the compiler itself reports, warnings included.</summary>
    public string[] CompilerProblems => [.. Compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
        .Select(diagnostic => diagnostic.ToString())];

    public static Compiled From(string source, Setting? setting = null, params MetadataReference[] references)
    {
        setting ??= new Setting();
        CSharpParseOptions parse = new(setting.Language, setting.Documentation);
        Compilation compilation = CSharpCompilation.Create(
            setting.Name,
            [CSharpSyntaxTree.ParseText(Usings + source, parse, setting.Path, System.Text.Encoding.UTF8)],
            [.. s_platform, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: setting.Optimization, nullableContextOptions: setting.Nullable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new BlockGenerator().AsSourceGenerator(), new SyncTwinGenerator().AsSourceGenerator(), new DefinitionGenerator().AsSourceGenerator()], parseOptions: parse);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);
        return new Compiled(complete, driver.GetRunResult());
    }

    public JsonElement Block(string slug) => JsonDocument.Parse(Manifest).RootElement.GetProperty("blocks").EnumerateArray()
        .Single(block => block.GetProperty("slug").GetString() == slug);

    public JsonElement Fields(string slug) => Block(slug).GetProperty("schema").GetProperty("fields");

    public JsonElement Property(string slug, string name) => Fields(slug).GetProperty("properties").GetProperty(name);

    public MetadataReference ToReference()
    {
        using MemoryStream image = new();
        Compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private const string Usings =
        """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Text.Json; using System.Text.Json.Nodes;
        using System.Text.Json.Serialization; using System.Threading; using System.Threading.Tasks; using Prefect.Blocks; using Prefect.Flows;

        """;
}

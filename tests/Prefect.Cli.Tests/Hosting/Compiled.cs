using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Prefect.Generators;

namespace Prefect.Cli.Tests;

/// <summary>Assemblies that are compiled for a test.</summary>
internal static class Compiled
{
    private static readonly List<PortableExecutableReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name is "Prefect.Blocks.dll" or "netstandard.dll" or "Microsoft.Extensions.Logging.Abstractions.dll"))
            .Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>Compiles an assembly into a folder and gives its path.</summary>
    public static string Assembly(string folder, string name, string source)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, DocumentationMode.Parse);
        Compilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options)],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new BlockGenerator().AsSourceGenerator(), new SyncTwinGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name + ".dll");
        EmitResult result = compilation.Emit(path);
        result.Success.ShouldBeTrue(result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString());
        return path;
    }

    /// <summary>Compiles an assembly that holds a manifest, and whose code throws as soon as it is loaded.</summary>
    public static string Trap(string folder, string name, string manifest) => Assembly(
        folder,
        name,
        $$"""
        [assembly: Prefect.Blocks.BlockManifest({{SymbolDisplay.FormatLiteral(manifest, quote: true)}})]
        [assembly: System.Reflection.AssemblyInformationalVersion("1.2.3+abc")]
        internal static class Trap
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Spring() => throw new System.InvalidOperationException("The assembly was loaded.");
        }
        """);
}

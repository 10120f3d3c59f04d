using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Blocks;

/// <summary>Finds the assembly beside the program that declares what no loaded assembly does: a block type, or a kind of secret reference.</summary>
internal static class BlockAssemblies
{
    private static readonly Lazy<Dictionary<string, string>> s_fileBySlug = new(() => Index(Slugs));
    private static readonly Lazy<Dictionary<string, string>> s_fileByScheme = new(() => Index(ReferenceSchemes.In));

    public static bool LoadFor(string slug) => LoadFrom(s_fileBySlug.Value.GetValueOrDefault(slug));

    public static bool LoadForScheme(string scheme) => LoadFrom(s_fileByScheme.Value.GetValueOrDefault(scheme));

    /// <summary>Makes known what an assembly declares, used or not.</summary>
    public static void Run(Assembly assembly)
    {
        foreach (Module module in assembly.Modules)
        {
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program has one closed set of assemblies; all of them register at start.")]
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a single file there is nothing beside the program, and nothing is found.")]
    private static bool LoadFrom(string? file)
    {
        if (file is null)
        {
            return false;
        }

        Run(Assembly.Load(AssemblyName.GetAssemblyName(file)));
        return true;
    }

    private static Dictionary<string, string> Index(Func<string, IEnumerable<string>> declared)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            foreach (string name in declared(file))
            {
                files.TryAdd(name, file);
            }
        }

        return files;
    }

    private static IEnumerable<string> Slugs(string file) => BlockManifestReader.TryRead(file)?.Blocks.Select(block => block.Slug) ?? [];
}

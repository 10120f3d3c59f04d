using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Blocks;

/// <summary>Finds the assembly beside the program that declares a block type which no loaded assembly declares.</summary>
internal static class BlockAssemblies
{
    private static readonly Lazy<Dictionary<string, string>> s_fileBySlug = new(Index);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program has one closed set of assemblies; all of them register at start.")]
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a single file there is nothing beside the program, and nothing is found.")]
    public static bool LoadFor(string slug)
    {
        if (!s_fileBySlug.Value.TryGetValue(slug, out string? file))
        {
            return false;
        }

        Assembly assembly = Assembly.Load(AssemblyName.GetAssemblyName(file));
        foreach (Module module in assembly.Modules)
        {
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        }

        return true;
    }

    private static Dictionary<string, string> Index()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            if (BlockManifestReader.TryRead(file) is not { } manifest)
            {
                continue;
            }

            foreach (BlockTypeManifest block in manifest.Blocks)
            {
                files.TryAdd(block.Slug, file);
            }
        }

        return files;
    }
}

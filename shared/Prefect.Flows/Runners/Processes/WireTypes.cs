using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Prefect.Flows;

/// <summary>Finds types and assemblies by the names that another process of the same program knows them by.</summary>
internal static class WireTypes
{
    private static readonly ConcurrentDictionary<string, Type?> s_found = new(StringComparer.Ordinal);

    /// <summary>Gives the type of an assembly-qualified name, or null.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The same program used the type when it wrote the name.")]
    [UnconditionalSuppressMessage("Trimming", "IL2057", Justification = "The same program used the type when it wrote the name.")]
    public static Type? Find(string name) => s_found.GetOrAdd(
        name, static name => Type.GetType(name, assembly => Load(assembly, location: null), typeResolver: null, throwOnError: false));

    /// <summary>Gives an assembly: one that is loaded, one that the program finds by name, or one from a file.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The same program loaded the assembly from there.")]
    public static Assembly? Load(AssemblyName name, string? location)
    {
        foreach (Assembly loaded in AssemblyLoadContext.Default.Assemblies)
        {
            if (AssemblyName.ReferenceMatchesDefinition(name, loaded.GetName()))
            {
                return loaded;
            }
        }

        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return location is { Length: > 0 } && File.Exists(location) ? Assembly.LoadFrom(location) : null;
        }
    }
}

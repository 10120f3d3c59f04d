using System.Reflection;
using System.Runtime.Loader;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>
/// Loads a project's assemblies beside the tool's own. Prefect.Blocks and what it stands on are shared with the tool, so that
/// a block of the project is a block to the tool.
/// </summary>
internal sealed class PackageLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _shared = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<AssemblyDependencyResolver?> _resolver;

    public PackageLoadContext(ProjectFolder project)
        : base(nameof(PackageLoadContext))
    {
        foreach (ListedAssembly assembly in project.Assemblies)
        {
            _files.TryAdd(assembly.Name, assembly.Path);
        }

        Assembly blocks = typeof(Block).Assembly;
        _shared.Add(blocks.GetName().Name!);
        foreach (AssemblyName reference in blocks.GetReferencedAssemblies())
        {
            _shared.Add(reference.Name!);
        }

        // Knows the native libraries of the platform, which the list of assemblies leaves out.
        _resolver = new(() => project.Program is { } program ? new AssemblyDependencyResolver(program) : null);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || _shared.Contains(name))
        {
            return null;
        }

        string? path = _resolver.Value?.ResolveAssemblyToPath(assemblyName) ?? _files.GetValueOrDefault(name);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.Value?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

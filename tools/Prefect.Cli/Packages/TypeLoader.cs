using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Loads the assemblies that declare block types, so that blocks can be made: the project's, then the tool's.</summary>
internal sealed class TypeLoader(CliHost host)
{
    private readonly PackageFinder _finder = new(host);

    private PackageLoadContext Context => field ??= new PackageLoadContext(_finder.Project);

    /// <summary>Makes sure that the types of a document and of those inside it can be made.</summary>
    /// <exception cref="CommandFailedException">An assembly cannot be loaded, or none declares the type.</exception>
    public void Require(BlockDocument document)
    {
        Require(document.BlockTypeSlug);
        foreach (BlockDocument inner in document.References.Values)
        {
            Require(inner);
        }
    }

    /// <summary>Lets types that are looked up by name be the project's until the scope ends: those that follow a secret's reference.</summary>
    public AssemblyLoadContext.ContextualReflectionScope Enter() => Context.EnterContextualReflection();

    private void Require(string slug)
    {
        if (BuiltInTypes.TryFind(slug, out _))
        {
            return;
        }

        foreach (ListedAssembly assembly in _finder.Project.Assemblies)
        {
            if (Declares(assembly.Path, slug))
            {
                Load(assembly.Path);
                return;
            }
        }

        if (BlockRegistry.Find(slug) is null)
        {
            string hint = new UnknownBlockTypeException(slug).SuggestedPackage is { } package ? $" It is in the package {package}." : "";
            throw new CommandFailedException(
                $"No assembly declares the block type '{Printable.Short(slug)}': not in {_finder.Project.Description}, nor beside the tool in "
                + $"{host.ToolDirectory}.{hint} Go to a project that refers to the package, build it, and check from there.");
        }
    }

    private static bool Declares(string file, string slug)
    {
        try
        {
            return BlockManifestReader.TryRead(file)?.Blocks.Any(block => block.Slug == slug) ?? false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BlockDefinitionException)
        {
            return false;
        }
    }

    private void Load(string path)
    {
        try
        {
            Assembly assembly = Context.LoadFromAssemblyPath(path);
            foreach (Module module in assembly.Modules)
            {
                RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
            }
        }
#pragma warning disable CA1031 // The package's own start-up code runs here: whatever it throws means that it cannot be used.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new CommandFailedException(
                $"Cannot load {path}. Build the project again, with the version of Prefect.Blocks that the tool has ({CommandTree.Version}).", exception);
        }
    }
}

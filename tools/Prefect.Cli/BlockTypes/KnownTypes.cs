using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>The block types that a store knows, and the built-in ones.</summary>
internal sealed class KnownTypes(IBlockStore store)
{
    /// <summary>Gives all types, by name.</summary>
    public async Task<List<BlockTypeManifest>> ListAsync(CancellationToken cancellationToken)
    {
        List<BlockTypeManifest> types = [];
        HashSet<string> slugs = new(StringComparer.Ordinal);
        await foreach (RegisteredBlockType type in store.ListTypesAsync(cancellationToken))
        {
            types.Add(type.Manifest);
            slugs.Add(type.Manifest.Slug);
        }

        foreach (BlockTypeManifest builtIn in BuiltInTypes.Manifest.Blocks)
        {
            if (slugs.Add(builtIn.Slug))
            {
                types.Add(builtIn);
            }
        }

        types.Sort(static (a, b) =>
            string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase) is var byName && byName != 0
                ? byName
                : string.CompareOrdinal(a.Slug, b.Slug));
        return types;
    }

    /// <summary>Gives a type.</summary>
    /// <exception cref="CommandFailedException">There is none of that slug.</exception>
    public async Task<BlockTypeManifest> GetAsync(string slug, CancellationToken cancellationToken)
    {
        if (slug.Length > 0 && await store.FindTypeAsync(slug, cancellationToken) is { } type)
        {
            return type.Manifest;
        }

        return BuiltInTypes.TryFind(slug, out BlockTypeManifest? builtIn) ? builtIn : throw await UnknownAsync(slug, cancellationToken);
    }

    /// <summary>Gives a type as the store knows it; a built-in one is registered where it is not yet.</summary>
    /// <exception cref="CommandFailedException">There is none of that slug.</exception>
    public async Task<RegisteredBlockType> RequireAsync(string slug, PackageFinder finder, CancellationToken cancellationToken)
    {
        if (slug.Length > 0 && await store.FindTypeAsync(slug, cancellationToken) is { } type)
        {
            return type;
        }

        if (!BuiltInTypes.TryFind(slug, out BlockTypeManifest? builtIn))
        {
            throw await UnknownAsync(slug, cancellationToken);
        }

        TypeRegistrar registrar = new(store, finder);
        await registrar.RegisterAsync(builtIn, new FoundManifest(typeof(Block).Assembly.Location, BuiltInTypes.Manifest), cancellationToken);
        return registrar.Registered[^1];
    }

    private async Task<CommandFailedException> UnknownAsync(string slug, CancellationToken cancellationToken)
    {
        List<BlockTypeManifest> types = await ListAsync(cancellationToken);
        string known = types.Count == 0
            ? "None is registered yet"
            : $"There are: {string.Join(", ", types.ConvertAll(type => Printable.Short(type.Slug)))}";
        UnknownBlockTypeException unknown = new(slug);
        string package = unknown.SuggestedPackage is { } name
            ? $" It is in the package {name}: dotnet prefect block register -m {name}"
            : " Register the package that holds it: dotnet prefect block register -m PACKAGE";
        return new CommandFailedException($"No block type '{Printable.Short(slug)}' is known to {store.Location}. {known}.{package}");
    }
}

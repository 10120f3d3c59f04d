using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Registers block types, those first that others refer to, also where another assembly declares them.</summary>
internal sealed class TypeRegistrar(IBlockStore store, PackageFinder finder)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<RegisteredBlockType> _registered = [];

    /// <summary>What was registered, in that order.</summary>
    public IReadOnlyList<RegisteredBlockType> Registered => _registered;

    /// <summary>Registers the types of an assembly.</summary>
    public async Task RegisterAsync(FoundManifest source, CancellationToken cancellationToken)
    {
        foreach (BlockTypeManifest type in source.Manifest.Blocks)
        {
            await RegisterAsync(type, source, cancellationToken);
        }
    }

    /// <summary>Registers one type of an assembly.</summary>
    public async Task RegisterAsync(BlockTypeManifest type, FoundManifest source, CancellationToken cancellationToken)
    {
        if (!_done.Add(type.Slug))
        {
            return;
        }

        foreach ((string slug, string? checksum) in References(type.Schema.Fields))
        {
            await RegisterReferenceAsync(slug, checksum, source, cancellationToken);
        }

        _registered.Add(await store.RegisterAsync(type, cancellationToken));
    }

    private async Task RegisterReferenceAsync(string slug, string? checksum, FoundManifest source, CancellationToken cancellationToken)
    {
        if (_done.Contains(slug))
        {
            return;
        }

        if (Find(source.Manifest, slug) is { } own)
        {
            await RegisterAsync(own, source, cancellationToken);
            return;
        }

        RegisteredBlockType? known = await store.FindTypeAsync(slug, cancellationToken);
        if (known is not null && (checksum is null || known.Manifest.Schema.Checksum == checksum))
        {
            return;
        }

        FoundManifest? other = BuiltInTypes.TryFind(slug, out _)
            ? new FoundManifest(source.Path, BuiltInTypes.Manifest)
            : finder.FindType(slug, source.Path);
        if (other is not null)
        {
            await RegisterAsync(Find(other.Manifest, slug)!, other, cancellationToken);
        }
    }

    private static BlockTypeManifest? Find(BlockManifest manifest, string slug)
    {
        foreach (BlockTypeManifest type in manifest.Blocks)
        {
            if (type.Slug == slug)
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>Gives the types that fields refer to, with the checksum of the schema that is meant.</summary>
    private static List<(string Slug, string? Checksum)> References(JsonElement fields)
    {
        List<(string Slug, string? Checksum)> found = [];
        if (fields.TryGetProperty("block_schema_references", out JsonElement references) && references.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty reference in references.EnumerateObject())
            {
                Collect(reference.Value, found);
            }
        }

        return found;
    }

    private static void Collect(JsonElement reference, List<(string Slug, string? Checksum)> found)
    {
        if (reference.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in reference.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (reference.ValueKind == JsonValueKind.Object && reference.TryGetProperty("block_type_slug", out JsonElement slug))
        {
            string? checksum = reference.TryGetProperty("block_schema_checksum", out JsonElement sum) ? sum.GetString() : null;
            found.Add((slug.GetString() ?? "", checksum));
        }
    }
}

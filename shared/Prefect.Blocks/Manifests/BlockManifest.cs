using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>The block types of one assembly, as the compiler wrote them into it.</summary>
public sealed class BlockManifest
{
    private static readonly ConcurrentDictionary<Assembly, BlockManifest> s_loaded = new();

    private BlockManifest(IReadOnlyList<BlockTypeManifest> blocks) => Blocks = blocks;

    /// <summary>The block types, in the order in which they can be registered: those that others refer to first.</summary>
    public IReadOnlyList<BlockTypeManifest> Blocks { get; }

    /// <summary>Gives the manifest of a loaded assembly; one without blocks has an empty manifest.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <exception cref="BlockDefinitionException">The manifest is damaged.</exception>
    public static BlockManifest Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return s_loaded.GetOrAdd(assembly, static assembly =>
            assembly.GetCustomAttribute<BlockManifestAttribute>() is { } attribute
                ? Parse(attribute.Json, assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
                : new BlockManifest([]));
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The manifest.</param>
    /// <param name="informationalVersion">Version of the assembly that it was found in; what follows a <c>+</c> is dropped.</param>
    /// <exception cref="BlockDefinitionException">The manifest is damaged.</exception>
    internal static BlockManifest Parse(string json, string? informationalVersion)
    {
        string version = string.IsNullOrEmpty(informationalVersion) ? "non-versioned" : informationalVersion.Split('+')[0];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<BlockTypeManifest> blocks = [];
            foreach (JsonElement block in document.RootElement.GetProperty("blocks").EnumerateArray())
            {
                blocks.Add(ParseBlock(block, version));
            }

            return new BlockManifest(blocks);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BlockDefinitionException(
                "The manifest of block types is damaged. Rebuild the assembly with the Prefect.Blocks package.", exception);
        }
    }

    private static BlockTypeManifest ParseBlock(JsonElement block, string version)
    {
        JsonElement schema = block.GetProperty("schema");
        return new BlockTypeManifest
        {
            ClrType = Text(block, "type"),
            Slug = block.GetProperty("slug").GetString()!,
            Name = block.GetProperty("name").GetString()!,
            LogoUrl = Text(block, "logo_url"),
            DocumentationUrl = Text(block, "documentation_url"),
            Description = Text(block, "description"),
            CodeExample = Text(block, "code_example"),
            IsProtected = block.TryGetProperty("is_protected", out JsonElement isProtected) && isProtected.GetBoolean(),
            Schema = new BlockSchema
            {
                Checksum = schema.GetProperty("checksum").GetString()!,
                Version = Text(schema, "version") ?? version,
                Capabilities = [.. schema.GetProperty("capabilities").EnumerateArray().Select(name => name.GetString()!)],
                Fields = schema.GetProperty("fields").Clone(),
            },
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Prefect.Blocks;

/// <summary>Makes blocks from configuration.</summary>
public static class BlockConfigurationExtensions
{
    /// <summary>Makes a block from a section whose keys are the names in the block's documents, such as <c>bucket_name</c>.</summary>
    /// <param name="section">The section.</param>
    /// <typeparam name="T">The block.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is null.</exception>
    /// <exception cref="BlockValidationException">A key is missing, unknown or has a value that does not fit.</exception>
    public static T GetBlock<T>(this IConfigurationSection section)
        where T : Block, IBlock<T>
    {
        ArgumentNullException.ThrowIfNull(section);
        using JsonDocument json = JsonDocument.Parse((ToJson(section) ?? new JsonObject()).ToJsonString());
        BlockReadSession session = new(lenient: false) { RefusesMasks = true };
        Block block = BlockJson.Read(T.BlockType, json.RootElement, session, document: null);
        List<BlockFieldProblem> problems =
            [.. session.Problems, .. block.Extra.Keys.Select(key => new BlockFieldProblem(key, "a field of the type", "unknown"))];
        if (problems.Count > 0)
        {
            throw new BlockValidationException(
                $"The configuration section '{section.Path}'", problems, $"Correct it: the fields are those of {typeof(T).Name}.");
        }

        block.Initialize();
        return (T)block;
    }

    private static JsonNode? ToJson(IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            return section.Value is { } value ? JsonValue.Create(value) : null;
        }

        bool isList = children.Select((child, index) => child.Key == index.ToString(CultureInfo.InvariantCulture)).All(inOrder => inOrder);
        return isList
            ? new JsonArray([.. children.Select(ToJson)])
            : new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, ToJson(child))));
    }
}

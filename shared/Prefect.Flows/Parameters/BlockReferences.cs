using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Loads the blocks that parameters refer to.</summary>
internal static class BlockReferences
{
    private const string Key = "$ref";

    /// <summary>Puts blocks in the place of references to them, at any depth.</summary>
    /// <exception cref="BindFailureException">A reference cannot be followed.</exception>
    public static async ValueTask<object?> ResolveAsync(object? value, string path, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case JsonNode or JsonElement or JsonDocument:
                return await ResolveAsync(Plain(value, path), path, cancellationToken).ConfigureAwait(false);
            case Dictionary<string, object?> members when members.TryGetValue(Key, out object? reference):
                return await LoadAsync(reference, path, cancellationToken).ConfigureAwait(false);
            case Dictionary<string, object?> members:
                Dictionary<string, object?> resolved = new(members.Count, StringComparer.Ordinal);
                foreach ((string name, object? member) in members)
                {
                    resolved[name] = await ResolveAsync(member, $"{path}.{name}", cancellationToken).ConfigureAwait(false);
                }

                return resolved;
            case List<object?> items:
                List<object?> all = new(items.Count);
                foreach (object? item in items)
                {
                    all.Add(await ResolveAsync(item, $"{path}[{all.Count}]", cancellationToken).ConfigureAwait(false));
                }

                return all;
            case IDictionary dictionary when dictionary.Contains(Key):
                return await LoadAsync(dictionary[Key], path, cancellationToken).ConfigureAwait(false);
            default:
                return value;
        }
    }

    private static object? Plain(object value, string path)
    {
        try
        {
            return value switch
            {
                JsonNode node => JsonPlain.Of(node),
                JsonElement element => JsonPlain.Of(element),
                _ => JsonPlain.Of(((JsonDocument)value).RootElement),
            };
        }
        catch (FormatException)
        {
            throw new BindFailureException(path, "nested less deep", "JSON that is nested over a hundred times");
        }
        catch (ArgumentException)
        {
            throw new BindFailureException(path, "an object whose names differ", "an object that has a name twice");
        }
    }

    private static async Task<Block> LoadAsync(object? reference, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Block.LoadFromReferenceAsync(Read(reference), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BlockException or ArgumentException or FormatException)
        {
            throw new BindFailureException(path, "a reference to a saved block, as {\"$ref\": \"slug/name\"}", $"a reference that cannot be followed ({exception.Message})");
        }
    }

    private static BlockReference Read(object? reference) => reference switch
    {
        Guid id => BlockReference.FromGuid(id),
        string text when Guid.TryParse(text, out Guid id) => BlockReference.FromGuid(id),
        string path => BlockReference.FromPath(path),
        _ => BlockReference.Parse(ParameterWriter.ToJson(reference)?.ToJsonString() ?? "null"),
    };
}

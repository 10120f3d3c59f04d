using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>Finds what references in a <c>profiles.yml</c> lead to: a saved block, or a field of one.</summary>
internal static class ProfileBlocks
{
    /// <summary>Gives the value, and makes it known to the masker if it is a secret.</summary>
    /// <param name="reference">Slug, name and, if any, fields, with dots between them.</param>
    /// <param name="path">The file that refers to it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">There is no such block or field.</exception>
    public static async Task<JsonElement> ValueAsync(string reference, string path, CancellationToken cancellationToken)
    {
        string[] parts = reference.Split('.');
        if (parts.Length < 2)
        {
            throw NotThere(path, reference, "names no block: it has the form SLUG.NAME.FIELD");
        }

        BlockDocument document = await FindAsync(SecretHandling.Reveal).ConfigureAwait(false);
        JsonElement value = Select(document, parts.AsSpan(2)) ?? throw NotThere(path, reference, $"leads to a field that '{parts[0]}/{parts[1]}' has not");
        BlockDocument masked = await FindAsync(SecretHandling.Mask).ConfigureAwait(false);
        bool isSecret = Select(masked, parts.AsSpan(2)) is not { } shown || shown.GetRawText() != value.GetRawText();
        return await FollowAsync(value, isSecret, cancellationToken).ConfigureAwait(false);

        async Task<BlockDocument> FindAsync(SecretHandling secrets) =>
            await BlockStore.Current.FindAsync(parts[0], parts[1], secrets, cancellationToken).ConfigureAwait(false)
            ?? throw NotThere(path, reference, $"leads to the block '{parts[0]}/{parts[1]}', which is not there");
    }

    private static JsonElement? Select(BlockDocument document, ReadOnlySpan<string> fields)
    {
        JsonElement data = JsonElement.Parse(document.Data.Span);
        if (fields.IsEmpty)
        {
            // Blocks that are one value, such as secrets, stand for it.
            return data.EnumerateObject().Count() == 1 && data.TryGetProperty("value", out JsonElement value) ? value : data;
        }

        if (document.References.TryGetValue(fields[0], out BlockDocument? inner))
        {
            return Select(inner, fields[1..]);
        }

        foreach (string field in fields)
        {
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(field, out data))
            {
                return null;
            }
        }

        return data;
    }

    private static async Task<JsonElement> FollowAsync(JsonElement value, bool isSecret, CancellationToken cancellationToken)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            if (isSecret)
            {
                SecretMasker.Add(value.GetRawText());
                SecretMasker.Add(System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText()));
            }

            return value;
        }

        string text = value.GetString()!;
        if (!isSecret)
        {
            return value;
        }

        SecretString secret = text;
        return JsonElement.Parse(System.Text.Json.Nodes.JsonValue.Create(await secret.RevealAsync(cancellationToken).ConfigureAwait(false))!.ToJsonString());
    }

    private static DbtConfigurationException NotThere(string path, string reference, string why) =>
        new("profiles_dir", $"The reference 'prefect.blocks.{reference}' in '{path}' {why}.");
}

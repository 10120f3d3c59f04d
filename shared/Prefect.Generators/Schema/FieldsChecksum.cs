using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Prefect.Schema;

/// <summary>The checksum by which programs and servers recognise a schema.</summary>
internal static class FieldsChecksum
{
    public const string ReferencePrefix = "#/definitions/";

    public static string Compute(JsonTree fields) => "sha256:" + Hash(CanonicalText(fields));

    /// <summary>
    /// The text that is hashed: paths of secrets left out, and of the definitions only those that are no blocks and that
    /// something refers to; a block's own checksum stands in its reference.
    /// </summary>
    public static string CanonicalText(JsonTree fields) =>
        "[[" + JsonText.WriteCanonical(KeepReferenced(fields.WithoutNested("secret_fields"))) + "], {}]";

    private static JsonTree KeepReferenced(JsonTree fields)
    {
        if (fields["definitions"] is not { Kind: JsonKind.Object, Members.Count: > 0 } definitions)
        {
            return fields;
        }

        Dictionary<string, JsonTree> kept = new(StringComparer.Ordinal);
        Collect(fields, definitions, kept);
        return kept.Count == 0 ? fields.Without("definitions") : fields.With("definitions", JsonTree.Object(kept));
    }

    private static void Collect(JsonTree value, JsonTree definitions, Dictionary<string, JsonTree> kept)
    {
        foreach (JsonTree item in value.Items)
        {
            Collect(item, definitions, kept);
        }

        foreach (KeyValuePair<string, JsonTree> member in value.Members)
        {
            if (!string.Equals(member.Key, "$ref", StringComparison.Ordinal) || member.Value.Kind != JsonKind.Text)
            {
                Collect(member.Value, definitions, kept);
                continue;
            }

            string name = member.Value.Text.Replace(ReferencePrefix, "");

            // A definition without members counts as absent, as in Python, where it is false.
            if (!kept.ContainsKey(name) && definitions[name] is { Members.Count: > 0 } definition
                && definition["block_type_slug"] is null or { Kind: JsonKind.Null })
            {
                kept.Add(name, definition);
                Collect(definition, definitions, kept);
            }
        }
    }

    private static string Hash(string text)
    {
        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text))
            .Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}

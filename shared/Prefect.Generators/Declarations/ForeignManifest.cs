using System.Collections.Generic;
using System.Linq;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>The manifest of a referenced assembly: its blocks and models as they were compiled.</summary>
internal sealed class ForeignManifest(JsonTree manifest)
{
    /// <summary>Takes over what the manifest says of a type.</summary>
    public bool TryComplete(Described described)
    {
        if (Find("blocks", described.Identity) is { } block && block["schema"] is { } schema && schema["fields"] is { } fields)
        {
            described.Slug = block["slug"]?.Text;
            described.Definition = fields.Without("definitions");
            described.Checksum = schema["checksum"]?.Text ?? "";
            described.Secrets.AddRange(Texts(fields["secret_fields"]));
            described.FixedDefinitions.AddRange(fields["definitions"]?.Members ?? []);
            return true;
        }

        if (Find("models", described.Identity) is not { } model)
        {
            return false;
        }

        described.Definition = model["definition"] ?? JsonTree.Empty;
        described.Secrets.AddRange(Texts(model["secret_fields"]));
        described.FixedDefinitions.AddRange(model["definitions"]?.Members ?? []);
        return true;
    }

    private JsonTree? Find(string list, string identity) =>
        manifest[list]?.Items.FirstOrDefault(item => item["type"]?.Text == identity);

    private static IEnumerable<string> Texts(JsonTree? list) => list?.Items.Select(item => item.Text) ?? [];
}

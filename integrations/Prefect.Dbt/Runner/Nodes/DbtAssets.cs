using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>The assets that nodes of a project are.</summary>
internal sealed class DbtAssets(DbtManifest manifest, DbtAssetOptions options, ILogger logger)
{
    private const int LongestDescription = 2500;
    private const string CodeTitle = "\n ### Compiled code\n";

    /// <summary>The asset that a node makes; null when it makes none, or its authors want none.</summary>
    public Asset? Made(DbtManifestNode node) =>
        options.AreOff || !IsMade(node) || !IsWanted(node) || !HasRelation(node) ? null : Of(node);

    /// <summary>The assets that a node is made of.</summary>
    public IReadOnlyList<Asset> Used(IEnumerable<DbtManifestNode> upstream) =>
        [.. upstream.Where(node => HasRelation(node) && (node.ResourceType is "source" || (IsMade(node) && IsWanted(node)))).Select(Of).Distinct()];

    private static bool IsMade(DbtManifestNode node) => node.ResourceType is "model" or "seed" or "snapshot";

    private static bool IsWanted(DbtManifestNode node) => node.Meta.Object("prefect").Member("enable_assets").ValueKind != JsonValueKind.False;

    private static bool HasRelation(DbtManifestNode node) => !string.IsNullOrWhiteSpace(node.RelationName);

    private Asset Of(DbtManifestNode node) => new(DbtNames.FormatResourceId(manifest.Metadata.AdapterType ?? "dbt", node.RelationName!))
    {
        Properties = new AssetProperties
        {
            Name = DbtNames.FormatAssetName(node.RelationName!),
            Description = Description(node),
            Owners = Owners(node.Meta.Member("owner")),
        },
    };

    private static IReadOnlyList<string>? Owners(JsonElement owner) =>
        owner.ValueKind == JsonValueKind.String && owner.GetString() is { Length: > 0 } name ? [name] : null;

    private string? Description(DbtManifestNode node)
    {
        string plain = node.Description ?? "";
        string whole = plain + Code(node);
        string fitting = whole.Length <= LongestDescription ? whole
            : plain.Length <= LongestDescription ? plain
            : plain[..(LongestDescription - 3)] + "...";
        return fitting.Length > 0 ? fitting : null;
    }

    /// <summary>The compiled code of a model, as far as dbt has compiled it before.</summary>
    private string Code(DbtManifestNode node)
    {
        if (!options.HasCode || node.ResourceType == "source" || node.OriginalFilePath is not { } file)
        {
            return "";
        }

        string path = Path.Combine(options.TargetFolder, "compiled", manifest.Metadata.ProjectName ?? node.PackageName ?? "", file);
        string text;
        try
        {
            text = File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // dbt may be writing it just now.
            text = "";
        }

        if (text.Length == 0)
        {
            return "";
        }

        string code = $"{CodeTitle}```sql\n{text.Trim()}\n```";
        if (code.Length <= LongestDescription)
        {
            return code;
        }

        DbtLog.CodeTooLong(logger, node.Name, code.Length);
        return $"{CodeTitle}Compiled code for {node.Name} was omitted because it exceeded the maximum asset description length of {LongestDescription} characters.";
    }
}

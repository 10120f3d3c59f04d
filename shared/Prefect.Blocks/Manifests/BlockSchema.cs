using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>A version of a block type's schema.</summary>
public sealed record BlockSchema
{
    /// <summary>Checksum of the fields: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>Version of the package that declares it, or <c>non-versioned</c>.</summary>
    public required string Version { get; init; }

    /// <summary>What the block can do: <c>notify</c>, <c>read-path</c> …; in alphabetical order.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>The JSON schema of the block's documents.</summary>
    public required JsonElement Fields { get; init; }

    /// <summary>Paths of the secrets in documents, such as <c>password</c>, <c>headers.*</c>, <c>credentials.token</c>.</summary>
    public IReadOnlyList<string> SecretFields =>
        Fields.TryGetProperty("secret_fields", out JsonElement paths) && paths.ValueKind == JsonValueKind.Array
            ? [.. paths.EnumerateArray().Select(path => path.GetString() ?? "")]
            : [];

    /// <summary>Slugs of the block types that fields refer to, in the order of the schema.</summary>
    public IReadOnlyList<string> References =>
        Fields.TryGetProperty("block_schema_references", out JsonElement references) && references.ValueKind == JsonValueKind.Object
            ? [.. references.EnumerateObject().SelectMany(reference => Slugs(reference.Value)).Distinct(StringComparer.Ordinal)]
            : [];

    private static IEnumerable<string> Slugs(JsonElement reference) => reference.ValueKind switch
    {
        JsonValueKind.Array => reference.EnumerateArray().SelectMany(Slugs),
        JsonValueKind.Object when reference.TryGetProperty("block_type_slug", out JsonElement slug) => [slug.GetString() ?? ""],
        _ => [],
    };
}

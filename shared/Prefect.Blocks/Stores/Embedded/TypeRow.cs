using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>A block type as its row has it.</summary>
internal sealed record TypeRow
{
    public const string BySlug =
        "SELECT number, id, logo_url, documentation_url, description, code_example, is_protected FROM block_types WHERE slug = ?1";

    public const string SchemaByVersion = "SELECT id FROM block_schemas WHERE type = ?1 AND checksum = ?2 AND version = ?3";

    private const string Registered = """
        SELECT t.id, s.id, t.slug, t.name, t.logo_url, t.documentation_url, t.description, t.code_example, t.is_protected,
          s.checksum, s.version, s.capabilities, s.fields
        FROM block_types t JOIN block_schemas s ON s.number = (SELECT max(n.number) FROM block_schemas n WHERE n.type = t.number)
        """;

    public const string NewestBySlug = Registered + " WHERE t.slug = ?1";

    public const string AllNewest = Registered + " ORDER BY t.name, t.slug";

    public required long Number { get; init; }

    public required Guid Id { get; init; }

    public required bool IsProtected { get; init; }

    /// <summary>Address of the logo and of the documentation, description and example.</summary>
    public required (string? Logo, string? Documentation, string? Description, string? Example) Texts { get; init; }

    public static TypeRow Read(SqliteStatement row) => new()
    {
        Number = row.Int64(0),
        Id = row.Guid(1),
        Texts = (row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)),
        IsProtected = row.Boolean(6),
    };

    public static TypeRow Of(long number, Guid id, BlockTypeManifest manifest) => new()
    {
        Number = number,
        Id = id,
        Texts = TextsOf(manifest),
        IsProtected = manifest.IsProtected,
    };

    /// <summary>Reads a row of <see cref="NewestBySlug"/> or <see cref="AllNewest"/>.</summary>
    public static RegisteredBlockType ReadRegistered(SqliteStatement row) => new(row.Guid(0), row.Guid(1), new BlockTypeManifest
    {
        Slug = row.Text(2),
        Name = row.Text(3),
        LogoUrl = row.TextOrNull(4),
        DocumentationUrl = row.TextOrNull(5),
        Description = row.TextOrNull(6),
        CodeExample = row.TextOrNull(7),
        IsProtected = row.Boolean(8),
        Schema = new BlockSchema
        {
            Checksum = row.Text(9),
            Version = row.Text(10),
            Capabilities = [.. Parse(row.Blob(11)).EnumerateArray().Select(capability => capability.GetString() ?? "")],
            Fields = Parse(row.Blob(12)),
        },
    });

    /// <summary>Whether the row says already what a manifest says.</summary>
    public bool Covers(BlockTypeManifest manifest) =>
        Texts == TextsOf(manifest) && (IsProtected || !manifest.IsProtected);

    private static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json);

    private static (string?, string?, string?, string?) TextsOf(BlockTypeManifest manifest) =>
        (manifest.LogoUrl, manifest.DocumentationUrl, manifest.Description, manifest.CodeExample);
}

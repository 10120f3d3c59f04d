using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>A document's columns, from a given one on, in the rows that these statements give.</summary>
internal static class DocumentRow
{
    private const string Columns = """
        d.number, d.id, d.name, t.number, t.id, t.slug, t.name, s.id, d.created, d.updated, d.has_references,
          d.key, d.wrapped_key, d.data
        """;

    public const string ByName = $"""
        SELECT {Columns}
        FROM block_types t
          JOIN block_documents d ON d.type = t.number
          JOIN block_schemas s ON s.number = d.schema
        WHERE t.slug = ?1 AND d.name = ?2
        """;

    public const string IdByName =
        "SELECT d.id FROM block_types t JOIN block_documents d ON d.type = t.number WHERE t.slug = ?1 AND d.name = ?2";

    public const string ById = $"""
        SELECT {Columns}
        FROM block_documents d
          JOIN block_types t ON t.number = d.type
          JOIN block_schemas s ON s.number = d.schema
        WHERE d.id = ?1
        """;

    public const string ReferredBy = $"""
        SELECT r.field, r.target, {Columns}
        FROM block_references r
          LEFT JOIN block_documents d ON d.id = r.target
          LEFT JOIN block_types t ON t.number = d.type
          LEFT JOIN block_schemas s ON s.number = d.schema
        WHERE r.document = ?1
        """;

    public static long Type(SqliteStatement row, int column) => row.Int64(column + 3);

    public static long Key(SqliteStatement row, int column) => row.Int64(column + 11);

    public static ReadOnlySpan<byte> WrappedKey(SqliteStatement row, int column) => row.Blob(column + 12);

    public static ReadOnlySpan<byte> Data(SqliteStatement row, int column) => row.Blob(column + 13);

    public static DocumentPlace Place(SqliteStatement row, int column) =>
        new(row.Guid(column + 1), row.Guid(column + 4), row.TextOrNull(column + 2));

    public static FoundDocument Read(SqliteStatement row, int column, in DocumentPlace place, ReadOnlyMemory<byte> data) =>
        new(row.Int64(column), row.Boolean(column + 10), new BlockDocument
        {
            Id = place.Id,
            Name = place.Name,
            BlockTypeId = place.TypeId,
            BlockTypeSlug = row.Text(column + 5),
            BlockTypeName = row.Text(column + 6),
            BlockSchemaId = row.Guid(column + 7),
            Created = row.Time(column + 8),
            Updated = row.Time(column + 9),
            Data = data,
        });
}

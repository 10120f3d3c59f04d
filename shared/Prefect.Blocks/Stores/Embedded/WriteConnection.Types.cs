using System.Text;
using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Blocks;

internal sealed partial class WriteConnection
{
    /// <summary>Makes a type and its schema known, writing only what is not there yet or differs.</summary>
    /// <exception cref="BlockDefinitionException">A type that it refers to is not known.</exception>
    public RegisteredBlockType Register(BlockTypeManifest manifest)
    {
        foreach (string slug in manifest.Schema.References)
        {
            if (slug != manifest.Slug && TypeNumber(slug) is null)
            {
                throw new BlockDefinitionException(
                    $"The block type '{manifest.Slug}' cannot be registered: its fields refer to '{slug}', which is not registered. Register that first.");
            }
        }

        TypeRow type = FindType(manifest.Slug) is { } known ? Update(known, manifest) : Insert(manifest);
        return new RegisteredBlockType(type.Id, SchemaId(type.Number, manifest.Schema), manifest);
    }

    /// <summary>Deletes a type; its schemas and documents go with it.</summary>
    /// <returns>False when there is no such type.</returns>
    /// <exception cref="ProtectedBlockException">The type belongs to the system.</exception>
    public bool DeleteType(string slug)
    {
        SqliteStatement row = _database["SELECT number, is_protected FROM block_types WHERE slug = ?1"].Bind(1, slug);
        if (!row.Step())
        {
            return false;
        }

        (long number, bool isProtected) = (row.Int64(0), row.Boolean(1));
        row.Reset();
        if (isProtected)
        {
            throw new ProtectedBlockException(slug);
        }

        _database["DELETE FROM block_types WHERE number = ?1"].Bind(1, number).Run();
        return true;
    }

    private long? TypeNumber(string slug) => Number(_database["SELECT number FROM block_types WHERE slug = ?1"].Bind(1, slug));

    private TypeRow? FindType(string slug)
    {
        SqliteStatement row = _database[TypeRow.BySlug].Bind(1, slug);
        if (!row.Step())
        {
            return null;
        }

        TypeRow type = TypeRow.Read(row);
        row.Reset();
        return type;
    }

    private TypeRow Insert(BlockTypeManifest manifest)
    {
        Guid id = NewId();
        long now = Now;
        _database["""
            INSERT INTO block_types
              (id, slug, name, logo_url, documentation_url, description, code_example, is_protected, created, updated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            """]
            .Bind(1, id).Bind(2, manifest.Slug).Bind(3, manifest.Name).Bind(4, manifest.LogoUrl).Bind(5, manifest.DocumentationUrl)
            .Bind(6, manifest.Description).Bind(7, manifest.CodeExample).Bind(8, manifest.IsProtected ? 1 : 0).Bind(9, now).Run();
        return TypeRow.Of(_database.LastRowId, id, manifest);
    }

    private TypeRow Update(TypeRow known, BlockTypeManifest manifest)
    {
        if (known.Covers(manifest))
        {
            return known;
        }

        _database["""
            UPDATE block_types SET logo_url = ?2, documentation_url = ?3, description = ?4, code_example = ?5,
              is_protected = max(is_protected, ?6), updated = ?7
            WHERE number = ?1
            """]
            .Bind(1, known.Number).Bind(2, manifest.LogoUrl).Bind(3, manifest.DocumentationUrl).Bind(4, manifest.Description)
            .Bind(5, manifest.CodeExample).Bind(6, manifest.IsProtected ? 1 : 0).Bind(7, Now).Run();
        return known;
    }

    private Guid SchemaId(long type, BlockSchema schema)
    {
        SqliteStatement row = _database[TypeRow.SchemaByVersion].Bind(1, type).Bind(2, schema.Checksum).Bind(3, schema.Version);
        if (row.Step())
        {
            Guid known = row.Guid(0);
            row.Reset();
            return known;
        }

        Guid id = NewId();
        _database["""
            INSERT INTO block_schemas (id, type, checksum, version, capabilities, fields, created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """]
            .Bind(1, id).Bind(2, type).Bind(3, schema.Checksum).Bind(4, schema.Version)
            .Bind(5, Capabilities(schema)).Bind(6, schema.Fields.GetRawText()).Bind(7, Now).Run();
        return id;
    }

    private static string Capabilities(BlockSchema schema)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartArray();
            foreach (string capability in schema.Capabilities)
            {
                json.WriteStringValue(capability);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

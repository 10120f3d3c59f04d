using Prefect.Sqlite;

namespace Prefect.Blocks;

internal sealed partial class WriteConnection
{
    /// <summary>Saves a document.</summary>
    /// <exception cref="BlockAlreadyExistsException">The name is taken, and overwriting was not asked for.</exception>
    /// <exception cref="BlockValidationException">A reference leads nowhere, or back to the document.</exception>
    public Guid Save(BlockDocumentDraft draft, IReadOnlyList<(string Field, Guid Target)> references)
    {
        SchemaRow schema = FindSchema(draft.Type.SchemaId) ?? RegisterAgain(draft.Type.Manifest);
        StoredDocument? stored = draft.Name is { } name ? FindStored(schema.Type, name) : null;
        if (stored is { } taken)
        {
            return draft.Overwrite
                ? Overwrite(draft, references, schema, taken)
                : throw new BlockAlreadyExistsException(draft.Type.Manifest.Slug, draft.Name!);
        }

        CheckTargets(draft, references);
        DocumentPlace place = new(NewId(), schema.TypeId, draft.Name);
        SealedDocument data = DocumentCipher.Seal(_keys.Current(), place, draft.Data.Span);
        _database["""
            INSERT INTO block_documents (id, type, schema, name, created, updated, has_references, key, wrapped_key, data)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9)
            """]
            .Bind(1, place.Id).Bind(2, schema.Type).Bind(3, schema.Number).Bind(4, draft.Name).Bind(5, Now)
            .Bind(6, references.Count > 0 ? 1 : 0).Bind(7, data.KeyNumber).Bind(8, data.WrappedKey).Bind(9, data.Data).Run();
        Refer(_database.LastRowId, references);
        return place.Id;
    }

    /// <summary>Deletes a document. Those that refer to it stay, and say so when they are loaded.</summary>
    /// <returns>False when there is no such document.</returns>
    public bool Delete(Guid id)
    {
        _database["DELETE FROM block_documents WHERE id = ?1"].Bind(1, id).Run();
        return _database.Changes > 0;
    }

    private Guid Overwrite(
        BlockDocumentDraft draft, IReadOnlyList<(string Field, Guid Target)> added, SchemaRow schema, StoredDocument stored)
    {
        CheckTargets(draft, added);
        DocumentPlace place = new(stored.Id, schema.TypeId, draft.Name);
        byte[] before = DocumentCipher.Open(_keys.Get(stored.Data.KeyNumber), place, stored.Data.WrappedKey, stored.Data.Data);
        ReadOnlyMemory<byte> merged = DocumentMerge.Merge(before, draft.Data);
        IReadOnlyList<(string Field, Guid Target)> references = ReferenceScan.Find(merged.Span);
        CheckCycles(draft, stored.Id, added);
        SealedDocument data = DocumentCipher.Seal(_keys.Current(), place, merged.Span);
        _database["""
            UPDATE block_documents SET schema = ?2, updated = ?3, has_references = ?4, key = ?5, wrapped_key = ?6, data = ?7
            WHERE number = ?1
            """]
            .Bind(1, stored.Number).Bind(2, schema.Number).Bind(3, Now).Bind(4, references.Count > 0 ? 1 : 0)
            .Bind(5, data.KeyNumber).Bind(6, data.WrappedKey).Bind(7, data.Data).Run();
        _database["DELETE FROM block_references WHERE document = ?1"].Bind(1, stored.Number).Run();
        Refer(stored.Number, references);
        return stored.Id;
    }

    /// <summary>The type was deleted after the caller had registered it.</summary>
    private SchemaRow RegisterAgain(BlockTypeManifest manifest)
    {
        Guid schema = Register(manifest).SchemaId;
        return FindSchema(schema) ?? throw SqliteFailures.Damaged(_database.Format, _database.Path, "a schema vanished while it was written");
    }

    private SchemaRow? FindSchema(Guid id)
    {
        SqliteStatement row = _database[
            "SELECT s.number, s.type, t.id FROM block_schemas s JOIN block_types t ON t.number = s.type WHERE s.id = ?1"].Bind(1, id);
        if (!row.Step())
        {
            return null;
        }

        SchemaRow schema = new(row.Int64(0), row.Int64(1), row.Guid(2));
        row.Reset();
        return schema;
    }

    private StoredDocument? FindStored(long type, string name)
    {
        SqliteStatement row = _database["SELECT number, id, key, wrapped_key, data FROM block_documents WHERE type = ?1 AND name = ?2"]
            .Bind(1, type).Bind(2, name);
        if (!row.Step())
        {
            return null;
        }

        StoredDocument stored = new(
            row.Int64(0), row.Guid(1), new SealedDocument(row.Int64(2), row.Blob(3).ToArray(), row.Blob(4).ToArray()));
        row.Reset();
        return stored;
    }

    private void CheckTargets(BlockDocumentDraft draft, IReadOnlyList<(string Field, Guid Target)> references)
    {
        foreach ((string field, Guid target) in references)
        {
            if (Number(_database["SELECT number FROM block_documents WHERE id = ?1"].Bind(1, target)) is null)
            {
                throw Unfit(draft, new BlockFieldProblem(
                    field, "a reference to a document of this store", $"a reference to {target}, which is not there"));
            }
        }
    }

    private void CheckCycles(BlockDocumentDraft draft, Guid document, IReadOnlyList<(string Field, Guid Target)> references)
    {
        foreach ((string field, Guid target) in references)
        {
            SqliteStatement back = _database["""
                WITH RECURSIVE reached (id) AS (
                  SELECT ?1
                  UNION
                  SELECT r.target FROM reached
                    JOIN block_documents d ON d.id = reached.id
                    JOIN block_references r ON r.document = d.number)
                SELECT 1 FROM reached WHERE id = ?2
                """].Bind(1, target).Bind(2, document);
            if (Number(back) is not null)
            {
                throw Unfit(draft, new BlockFieldProblem(
                    field, "a reference to another document", "a reference that leads back to this one"));
            }
        }
    }

    private void Refer(long document, IReadOnlyList<(string Field, Guid Target)> references)
    {
        foreach ((string field, Guid target) in references)
        {
            _database["INSERT INTO block_references (document, field, target) VALUES (?1, ?2, ?3)"]
                .Bind(1, document).Bind(2, field).Bind(3, target).Run();
        }
    }

    private static BlockValidationException Unfit(BlockDocumentDraft draft, BlockFieldProblem problem) =>
        new($"Block '{draft}'", [problem], "Save the block that it should refer to first, then this one.");

    private sealed record SchemaRow(long Number, long Type, Guid TypeId);

    private sealed record StoredDocument(long Number, Guid Id, SealedDocument Data);
}

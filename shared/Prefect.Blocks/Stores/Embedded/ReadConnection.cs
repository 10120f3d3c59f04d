using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>A connection that reads, and what the store asks it.</summary>
internal sealed class ReadConnection : IDisposable
{
    private const int PageSize = 500;

    private readonly SqliteDatabase _database;
    private readonly StoreKeys _keys;
    private readonly SecretPathsByType _secretPaths;

    public ReadConnection(string path, KeyRing ring, EmbeddedStoreOptions options)
    {
        _database = StoreFile.OpenReader(path, BlockStoreFile.Format, options.BusyTimeout);
        _keys = new StoreKeys(_database, ring, options.TimeProvider);
        _secretPaths = new SecretPathsByType(_database);
    }

    public BlockDocument? Find(string slug, string name, SecretHandling secrets) =>
        Find(_database[DocumentRow.ByName].Bind(1, slug).Bind(2, name), secrets);

    public BlockDocument? Find(Guid id, SecretHandling secrets) => Find(_database[DocumentRow.ById].Bind(1, id), secrets);

    public Guid? FindId(string slug, string name)
    {
        SqliteStatement row = _database[DocumentRow.IdByName].Bind(1, slug).Bind(2, name);
        try
        {
            return row.Step() ? row.Guid(0) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public RegisteredBlockType? FindType(string slug)
    {
        SqliteStatement row = _database[TypeRow.NewestBySlug].Bind(1, slug);
        return First(row, TypeRow.ReadRegistered);
    }

    /// <summary>Gives the id of the schema when the type and the schema are known and the type needs no update; else null.</summary>
    public RegisteredBlockType? FindRegistered(BlockTypeManifest manifest)
    {
        TypeRow? type = First(_database[TypeRow.BySlug].Bind(1, manifest.Slug), TypeRow.Read);
        if (type is null || !type.Covers(manifest))
        {
            return null;
        }

        SqliteStatement schema = _database[TypeRow.SchemaByVersion]
            .Bind(1, type.Number).Bind(2, manifest.Schema.Checksum).Bind(3, manifest.Schema.Version);
        return First(schema, row => new RegisteredBlockType(type.Id, row.Guid(0), manifest));
    }

    public IReadOnlyList<RegisteredBlockType> ListTypes() => All(_database[TypeRow.AllNewest], TypeRow.ReadRegistered);

    /// <summary>Gives slugs and numbers of the types, by slug.</summary>
    public IReadOnlyList<(long Number, string Slug, string Name)> TypeNumbers() =>
        All(_database["SELECT number, slug, name FROM block_types ORDER BY slug"], row => (row.Int64(0), row.Text(1), row.Text(2)));

    /// <summary>Gives the next documents of a type that have a name, by name.</summary>
    public IReadOnlyList<BlockDocumentSummary> ListPage((long Number, string Slug, string Name) type, string after) =>
        All(
            _database["SELECT id, name, created, updated FROM block_documents WHERE type = ?1 AND name > ?2 ORDER BY name LIMIT ?3"]
                .Bind(1, type.Number).Bind(2, after).Bind(3, PageSize),
            row => new BlockDocumentSummary(row.Guid(0), row.Text(1), type.Slug, type.Name, row.Time(2), row.Time(3)));

    public void Dispose()
    {
        _keys.Dispose();
        _database.Dispose();
    }

    private static T? First<T>(SqliteStatement row, Func<SqliteStatement, T> read)
        where T : class
    {
        try
        {
            return row.Step() ? read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    private static List<T> All<T>(SqliteStatement row, Func<SqliteStatement, T> read)
    {
        List<T> all = [];
        try
        {
            while (row.Step())
            {
                all.Add(read(row));
            }
        }
        finally
        {
            row.Reset();
        }

        return all;
    }

    /// <summary>Reads a document and those that it refers to from one state of the store.</summary>
    private BlockDocument? Find(SqliteStatement row, SecretHandling secrets)
    {
        _database["BEGIN"].Run();
        try
        {
            if (!row.Step())
            {
                return null;
            }

            FoundDocument found = Read(row, 0, secrets);
            row.Reset();
            return found.HasReferences ? Expand(found, secrets, []) : found.Document;
        }
        finally
        {
            row.Reset();
            _database["COMMIT"].Run();
        }
    }

    private FoundDocument Read(SqliteStatement row, int column, SecretHandling secrets)
    {
        DocumentPlace place = DocumentRow.Place(row, column);
        ReadOnlyMemory<byte> data = DocumentCipher.Open(
            _keys.Get(DocumentRow.Key(row, column)), place, DocumentRow.WrappedKey(row, column), DocumentRow.Data(row, column));
        if (secrets == SecretHandling.Mask)
        {
            data = _secretPaths.Get(DocumentRow.Type(row, column)).Mask(data);
        }

        return DocumentRow.Read(row, column, place, data);
    }

    private BlockDocument Expand(FoundDocument found, SecretHandling secrets, Dictionary<Guid, BlockDocument?> known, int depth = 1)
    {
        // Null while it is being read: what meets it again refers in a circle.
        known[found.Document.Id] = null;
        Dictionary<string, BlockDocument> references = new(StringComparer.Ordinal);
        foreach ((string field, Guid target, FoundDocument? referred) in ReadReferences(found.Number, secrets))
        {
            if (referred is not { } next)
            {
                // A document that is gone is left out: the reader then says which field lacks it, and a lenient load goes on.
                continue;
            }

            if (!next.HasReferences)
            {
                references.Add(field, next.Document);
            }
            else if (depth == BlockReadSession.MaximumDepth || (known.TryGetValue(target, out BlockDocument? before) && before is null))
            {
                ThrowIfNeeded(secrets, found.Document, field, $"documents in a circle, or more than {BlockReadSession.MaximumDepth} deep");
            }
            else
            {
                references.Add(field, known.GetValueOrDefault(target) ?? Expand(next, secrets, known, depth + 1));
            }
        }

        BlockDocument expanded = found.Document with { References = references };
        known[expanded.Id] = expanded;
        return expanded;
    }

    private List<(string Field, Guid Target, FoundDocument? Referred)> ReadReferences(long document, SecretHandling secrets) =>
        All(
            _database[DocumentRow.ReferredBy].Bind(1, document),
            row => (row.Text(0), row.Guid(1), row.IsNull(2) ? (FoundDocument?)null : Read(row, 2, secrets)));

    /// <summary>A masked document is for people to look at: what is wrong with it must not keep it from being shown or deleted.</summary>
    private static void ThrowIfNeeded(SecretHandling secrets, BlockDocument document, string field, string target)
    {
        if (secrets == SecretHandling.Reveal)
        {
            throw new BlockStoreException(
                $"The block '{document.BlockTypeSlug}/{document.Name ?? document.Id.ToString()}' refers in '{field}' to {target}. "
                + "Save it again, with overwrite, with another block in that field.");
        }
    }
}

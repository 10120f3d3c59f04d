using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>The file that block types and documents are kept in.</summary>
internal static class BlockStoreFile
{
    /// <summary>Marks the file as ours: "PfNB".</summary>
    private const int ApplicationId = 0x50664e42;

    private const string Version1 = """
        CREATE TABLE store_keys (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          proof BLOB NOT NULL,
          is_current INTEGER NOT NULL,
          created INTEGER NOT NULL);
        CREATE TABLE store_facts (
          name TEXT NOT NULL PRIMARY KEY,
          value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE block_types (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id BLOB NOT NULL UNIQUE,
          slug TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          logo_url TEXT,
          documentation_url TEXT,
          description TEXT,
          code_example TEXT,
          is_protected INTEGER NOT NULL,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL);
        CREATE TABLE block_schemas (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id BLOB NOT NULL UNIQUE,
          type INTEGER NOT NULL REFERENCES block_types (number) ON DELETE CASCADE,
          checksum TEXT NOT NULL,
          version TEXT NOT NULL,
          capabilities TEXT NOT NULL,
          fields TEXT NOT NULL,
          created INTEGER NOT NULL,
          UNIQUE (type, checksum, version));
        CREATE TABLE block_documents (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id BLOB NOT NULL UNIQUE,
          type INTEGER NOT NULL REFERENCES block_types (number) ON DELETE CASCADE,
          schema INTEGER NOT NULL REFERENCES block_schemas (number) ON DELETE CASCADE,
          name TEXT,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          has_references INTEGER NOT NULL,
          key INTEGER NOT NULL REFERENCES store_keys (number),
          wrapped_key BLOB NOT NULL,
          data BLOB NOT NULL,
          UNIQUE (type, name));
        CREATE INDEX block_documents_by_schema ON block_documents (schema);
        CREATE INDEX block_documents_by_key ON block_documents (key);
        CREATE TABLE block_references (
          document INTEGER NOT NULL REFERENCES block_documents (number) ON DELETE CASCADE,
          field TEXT NOT NULL,
          target BLOB NOT NULL,
          PRIMARY KEY (document, field)) WITHOUT ROWID;
        CREATE INDEX block_references_by_target ON block_references (target);
        """;

    public static StoreFormat Format { get; } = new()
    {
        Name = "block store",
        Package = "Prefect.Blocks",
        ApplicationId = ApplicationId,
        Steps = [Version1],
        WriterSetup = "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
            + "PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 16777216",
        FileSetup = "PRAGMA secure_delete = ON",
        Failure = static (message, cause) => new BlockStoreException(message, cause),
    };
}

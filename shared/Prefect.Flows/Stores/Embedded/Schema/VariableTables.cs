namespace Prefect.Flows;

/// <summary>Variables, as the first version of the file keeps them.</summary>
internal static class VariableTables
{
    public const string Version1 = """
        CREATE TABLE variables (
          name TEXT PRIMARY KEY NOT NULL,
          id BLOB NOT NULL,
          value TEXT NOT NULL,
          tags TEXT NOT NULL,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL) WITHOUT ROWID;

        """;
}

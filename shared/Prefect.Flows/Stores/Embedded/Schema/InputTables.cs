namespace Prefect.Flows;

/// <summary>What is sent to runs, as the first version of the file keeps it.</summary>
internal static class InputTables
{
    public const string Version1 = """
        CREATE TABLE run_inputs (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL,
          flow_run BLOB NOT NULL,
          key TEXT NOT NULL,
          value TEXT NOT NULL,
          sender TEXT,
          created INTEGER NOT NULL,
          UNIQUE (flow_run, key));

        """;
}

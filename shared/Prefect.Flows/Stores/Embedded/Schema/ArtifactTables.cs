namespace Prefect.Flows;

/// <summary>Artifacts, as the first version of the file keeps them.</summary>
internal static class ArtifactTables
{
    public const string Version1 = """
        CREATE TABLE artifacts (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          key TEXT,
          type TEXT NOT NULL,
          description TEXT,
          data TEXT NOT NULL,
          flow_run BLOB,
          task_run BLOB,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL);
        CREATE INDEX artifacts_by_key ON artifacts (key, updated) WHERE key IS NOT NULL;
        CREATE INDEX artifacts_by_update ON artifacts (updated);
        CREATE INDEX artifacts_by_flow_run ON artifacts (flow_run) WHERE flow_run IS NOT NULL;

        """;
}

namespace Prefect.Flows;

/// <summary>Events, as the first version of the file keeps them.</summary>
internal static class EventTables
{
    public const string Version1 = """
        CREATE TABLE events (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          occurred INTEGER NOT NULL,
          name TEXT NOT NULL,
          resource TEXT NOT NULL,
          content TEXT NOT NULL);
        CREATE INDEX events_by_time ON events (occurred);
        CREATE INDEX events_by_resource ON events (resource, occurred);

        """;
}

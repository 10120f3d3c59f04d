namespace Prefect.Flows;

/// <summary>Runs, their states and logs, as the first version of the file keeps them.</summary>
internal static class RunTables
{
    public const string Version1 = """
        CREATE TABLE processes (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL UNIQUE,
          host TEXT NOT NULL,
          pid INTEGER NOT NULL,
          started INTEGER NOT NULL);
        CREATE TABLE flows (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          name TEXT NOT NULL UNIQUE,
          created INTEGER NOT NULL);
        CREATE TABLE flow_runs (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          flow INTEGER NOT NULL REFERENCES flows (number),
          name TEXT NOT NULL,
          process INTEGER REFERENCES processes (number),
          is_changed INTEGER NOT NULL DEFAULT 0,
          state_type INTEGER NOT NULL,
          state_name TEXT NOT NULL,
          state_id BLOB NOT NULL,
          timestamp INTEGER NOT NULL,
          start_time INTEGER,
          end_time INTEGER,
          parent_flow_run BLOB,
          parent_task_run BLOB,
          content BLOB NOT NULL,
          states BLOB NOT NULL);
        CREATE INDEX flow_runs_by_parent ON flow_runs (parent_flow_run) WHERE parent_flow_run IS NOT NULL;
        CREATE INDEX flow_runs_by_process ON flow_runs (process) WHERE process IS NOT NULL;
        CREATE INDEX flow_runs_changed ON flow_runs (process) WHERE is_changed = 1;
        CREATE TABLE task_runs (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          flow_run BLOB,
          task_name TEXT NOT NULL,
          name TEXT NOT NULL,
          process INTEGER REFERENCES processes (number),
          state_type INTEGER NOT NULL,
          state_name TEXT NOT NULL,
          timestamp INTEGER NOT NULL,
          start_time INTEGER,
          end_time INTEGER,
          content BLOB NOT NULL,
          states BLOB NOT NULL);
        CREATE INDEX task_runs_by_flow_run ON task_runs (flow_run);
        CREATE INDEX task_runs_by_process ON task_runs (process) WHERE process IS NOT NULL;
        CREATE TABLE run_logs (
          number INTEGER PRIMARY KEY,
          flow_run BLOB,
          task_run BLOB,
          timestamp INTEGER NOT NULL,
          level INTEGER NOT NULL,
          logger TEXT NOT NULL,
          message TEXT NOT NULL);
        CREATE INDEX run_logs_by_flow_run ON run_logs (flow_run);
        CREATE INDEX run_logs_by_task_run ON run_logs (task_run) WHERE task_run IS NOT NULL;

        """;
}

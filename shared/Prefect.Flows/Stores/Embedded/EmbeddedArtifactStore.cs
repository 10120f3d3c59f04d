using System.Runtime.CompilerServices;
using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The artifacts of a run database.</summary>
internal sealed class EmbeddedArtifactStore(RunDatabase database) : IArtifactStore
{
    private const string Columns = "id, key, type, description, data, flow_run, task_run, created, updated";

    public ValueTask CreateAsync(Artifact artifact, CancellationToken cancellationToken = default) =>
        database.WriteAsync(connection => Insert(connection, artifact), durable: false, cancellationToken);

    public ValueTask<Artifact> GetOrCreateAsync(Artifact artifact, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            if (FindLatest(connection, artifact.Key!) is { } found)
            {
                return found;
            }

            Insert(connection, artifact);
            return artifact;
        },
        durable: false,
        cancellationToken);

    public ValueTask<bool> UpdateAsync(Guid id, ArtifactChange change, CancellationToken cancellationToken = default)
    {
        long now = StoreTime.Write(FlowClock.Now);
        return database.WriteAsync(
            connection =>
            {
                connection["UPDATE artifacts SET data = ?3, description = coalesce(?4, description), updated = ?5 WHERE id = ?1 AND type = ?2"]
                    .Bind(1, id)
                    .Bind(2, change.Type)
                    .Bind(3, ValueJson.Text(change.Data))
                    .Bind(4, change.Description)
                    .Bind(5, now)
                    .Run();
                return connection.Changes > 0;
            },
            durable: false,
            cancellationToken);
    }

    public ValueTask<Artifact?> FindAsync(Guid id, CancellationToken cancellationToken = default) => database.ReadAsync(
        id,
        static (connection, id) => First(connection[$"SELECT {Columns} FROM artifacts WHERE id = ?1"].Bind(1, id)),
        cancellationToken);

    public ValueTask<Artifact?> FindLatestAsync(string key, CancellationToken cancellationToken = default) =>
        database.ReadAsync(key, static (connection, key) => FindLatest(connection, key), cancellationToken);

    public async IAsyncEnumerable<Artifact> ListAsync(
        ArtifactFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<Artifact> all = await database
            .ReadAsync(filter ?? new ArtifactFilter(), static (connection, filter) => List(connection, filter), cancellationToken).ConfigureAwait(false);
        foreach (Artifact artifact in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return artifact;
        }
    }

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            connection["DELETE FROM artifacts WHERE id = ?1"].Bind(1, id).Run();
            return connection.Changes > 0;
        },
        durable: false,
        cancellationToken);

    public ValueTask<int> DeleteAsync(string key, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            connection["DELETE FROM artifacts WHERE key = ?1"].Bind(1, key).Run();
            return connection.Changes;
        },
        durable: false,
        cancellationToken);

    private static void Insert(SqliteDatabase connection, Artifact artifact) =>
        Rows.BindOrNull(
            Rows.BindOrNull(
                connection[$"INSERT INTO artifacts ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"]
                    .Bind(1, artifact.Id)
                    .Bind(2, artifact.Key)
                    .Bind(3, artifact.Type)
                    .Bind(4, artifact.Description)
                    .Bind(5, ValueJson.Text(artifact.Data)),
                6,
                artifact.FlowRunId),
            7,
            artifact.TaskRunId)
            .Bind(8, StoreTime.Write(artifact.Created))
            .Bind(9, StoreTime.Write(artifact.Updated))
            .Run();

    private static Artifact? FindLatest(SqliteDatabase connection, string key) => First(
        connection[$"SELECT {Columns} FROM artifacts WHERE key = ?1 ORDER BY updated DESC, number DESC LIMIT 1"].Bind(1, key));

    private static Artifact? First(SqliteStatement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        Artifact artifact = Read(statement);
        statement.Reset();
        return artifact;
    }

    private static List<Artifact> List(SqliteDatabase connection, ArtifactFilter filter)
    {
        SqliteStatement statement = connection[$"""
            SELECT {Columns} FROM artifacts AS a
            WHERE (?1 IS NULL OR key = ?1) AND (?2 IS NULL OR flow_run = ?2) AND (?3 IS NULL OR task_run = ?3)
              AND (?4 = 0 OR key IS NULL OR NOT EXISTS (
                SELECT 1 FROM artifacts AS b WHERE b.key = a.key AND (b.updated > a.updated OR (b.updated = a.updated AND b.number > a.number))))
            ORDER BY updated DESC, number DESC LIMIT ?5
            """].Bind(1, filter.Key);
        Rows.BindOrNull(Rows.BindOrNull(statement, 2, filter.FlowRunId), 3, filter.TaskRunId)
            .Bind(4, filter.LatestOnly ? 1 : 0)
            .Bind(5, filter.Limit ?? -1);
        List<Artifact> all = [];
        while (statement.Step())
        {
            all.Add(Read(statement));
        }

        return all;
    }

    private static Artifact Read(SqliteStatement row) => new()
    {
        Id = row.Guid(0),
        Key = row.TextOrNull(1),
        Type = row.Text(2),
        Description = row.TextOrNull(3),
        Data = JsonElement.Parse(row.Text(4)),
        FlowRunId = Rows.GuidOrNull(row, 5),
        TaskRunId = Rows.GuidOrNull(row, 6),
        Created = row.Time(7),
        Updated = row.Time(8),
    };
}

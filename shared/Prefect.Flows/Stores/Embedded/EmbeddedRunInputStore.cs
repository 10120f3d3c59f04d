using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The inputs of runs in a run database.</summary>
internal sealed class EmbeddedRunInputStore(RunDatabase database) : IRunInputStore
{
    private const string Columns = "id, flow_run, key, value, sender, created";

    public ValueTask<bool> CreateAsync(RunInputEntry input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return database.WriteAsync(
            connection =>
            {
                connection[$"INSERT OR IGNORE INTO run_inputs ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"]
                    .Bind(1, input.Id).Bind(2, input.FlowRunId).Bind(3, input.Key).Bind(4, input.Value).Bind(5, input.Sender)
                    .Bind(6, StoreTime.Write(input.Created)).Run();
                return connection.Changes > 0;
            },
            durable: true,
            cancellationToken);
    }

    public ValueTask<RunInputEntry?> FindAsync(Guid flowRunId, string key, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            (flowRunId, key),
            static (connection, wanted) =>
            {
                SqliteStatement row = connection[$"SELECT {Columns} FROM run_inputs WHERE flow_run = ?1 AND key = ?2"].Bind(1, wanted.flowRunId).Bind(2, wanted.key);
                if (!row.Step())
                {
                    return null;
                }

                RunInputEntry input = Read(row);
                row.Reset();
                return input;
            },
            cancellationToken);

    public async ValueTask<IReadOnlyList<RunInputEntry>> ListAsync(
        Guid flowRunId, string prefix, int limit, IReadOnlySet<string> excludeKeys, CancellationToken cancellationToken = default) =>
        await database.ReadAsync((flowRunId, prefix, limit, excludeKeys), List, cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> DeleteAsync(Guid flowRunId, string key, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            connection["DELETE FROM run_inputs WHERE flow_run = ?1 AND key = ?2"].Bind(1, flowRunId).Bind(2, key).Run();
            return connection.Changes > 0;
        },
        durable: true,
        cancellationToken);

    private static List<RunInputEntry> List(SqliteDatabase connection, (Guid FlowRunId, string Prefix, int Limit, IReadOnlySet<string> ExcludeKeys) wanted)
    {
        List<RunInputEntry> found = [];
        SqliteStatement row = connection[$"SELECT {Columns} FROM run_inputs WHERE flow_run = ?1 AND substr(key, 1, length(?2)) = ?2 ORDER BY number"]
            .Bind(1, wanted.FlowRunId).Bind(2, wanted.Prefix);
        while (found.Count < wanted.Limit && row.Step())
        {
            if (!wanted.ExcludeKeys.Contains(row.Text(2)))
            {
                found.Add(Read(row));
            }
        }

        row.Reset();
        return found;
    }

    private static RunInputEntry Read(SqliteStatement row) => new()
    {
        Id = row.Guid(0),
        FlowRunId = row.Guid(1),
        Key = row.Text(2),
        Value = row.Text(3),
        Sender = row.TextOrNull(4),
        Created = row.Time(5),
    };
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The variables of a run database.</summary>
internal sealed class EmbeddedVariableStore(RunDatabase database) : IVariableStore
{
    private const string Columns = "id, name, value, tags, created, updated";

    public ValueTask<Variable?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        database.ReadAsync(name, static (connection, name) => Find(connection, name), cancellationToken);

    public ValueTask<Variable> SetAsync(VariableDraft draft, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(connection => Set(connection, draft, now), durable: true, cancellationToken);
    }

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            connection["DELETE FROM variables WHERE name = ?1"].Bind(1, name).Run();
            return connection.Changes > 0;
        },
        durable: true,
        cancellationToken);

    public async IAsyncEnumerable<Variable> ListAsync(int? limit = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<Variable> all = await database.ReadAsync(limit ?? -1, static (connection, limit) => List(connection, limit), cancellationToken).ConfigureAwait(false);
        foreach (Variable variable in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return variable;
        }
    }

    private static Variable Set(SqliteDatabase connection, VariableDraft draft, DateTimeOffset now)
    {
        Variable? before = Find(connection, draft.Name);
        if (before is not null && !draft.Overwrite)
        {
            throw VariableExistsException.Of(draft.Name);
        }

        Variable variable = new()
        {
            Id = before?.Id ?? Guid.CreateVersion7(now),
            Name = draft.Name,
            Value = draft.Value,
            Tags = draft.Tags,
            Created = before?.Created ?? now,
            Updated = now,
        };
        connection[$"INSERT OR REPLACE INTO variables ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"]
            .Bind(1, variable.Id)
            .Bind(2, variable.Name)
            .Bind(3, ValueJson.Text(variable.Value))
            .Bind(4, JsonSerializer.Serialize(variable.Tags))
            .Bind(5, StoreTime.Write(variable.Created))
            .Bind(6, StoreTime.Write(variable.Updated))
            .Run();
        return variable;
    }

    private static Variable? Find(SqliteDatabase connection, string name)
    {
        SqliteStatement statement = connection[$"SELECT {Columns} FROM variables WHERE name = ?1"].Bind(1, name);
        if (!statement.Step())
        {
            return null;
        }

        Variable variable = Read(statement);
        statement.Reset();
        return variable;
    }

    private static List<Variable> List(SqliteDatabase connection, int limit)
    {
        List<Variable> all = [];
        SqliteStatement statement = connection[$"SELECT {Columns} FROM variables ORDER BY name LIMIT ?1"].Bind(1, limit);
        while (statement.Step())
        {
            all.Add(Read(statement));
        }

        return all;
    }

    private static Variable Read(SqliteStatement row) => new()
    {
        Id = row.Guid(0),
        Name = row.Text(1),
        Value = JsonElement.Parse(row.Text(2)),
        Tags = JsonSerializer.Deserialize<string[]>(row.Text(3))!,
        Created = row.Time(4),
        Updated = row.Time(5),
    };
}

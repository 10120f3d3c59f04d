using System.Runtime.CompilerServices;
using System.Text;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The events of a run database, kept for seven days as a server does.</summary>
internal sealed class EmbeddedEventStore(RunDatabase database) : IEventStore
{
    private const int AddsBetweenSweeps = 1000;
    private static readonly TimeSpan s_keptFor = TimeSpan.FromDays(7);
    private int _adds;

    public ValueTask AddAsync(PrefectEvent occurrence, CancellationToken cancellationToken = default)
    {
        string content = Encoding.UTF8.GetString(EventJson.Write(occurrence).Span);
        long? oldest = Interlocked.Increment(ref _adds) % AddsBetweenSweeps == 1 ? StoreTime.Write(FlowClock.Now - s_keptFor) : null;
        return database.WriteAsync(
            connection =>
            {
                if (oldest is { } sweep)
                {
                    connection["DELETE FROM events WHERE occurred < ?1"].Bind(1, sweep).Run();
                }

                connection["INSERT INTO events (id, occurred, name, resource, content) VALUES (?1, ?2, ?3, ?4, ?5)"]
                    .Bind(1, occurrence.Id)
                    .Bind(2, StoreTime.Write(occurrence.Occurred))
                    .Bind(3, occurrence.Name)
                    .Bind(4, occurrence.Resource[EventLabels.Id])
                    .Bind(5, content)
                    .Run();
            },
            durable: false,
            cancellationToken);
    }

    public async IAsyncEnumerable<PrefectEvent> ListAsync(
        EventFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<string> all = await database
            .ReadAsync(filter ?? new EventFilter(), static (connection, filter) => List(connection, filter), cancellationToken).ConfigureAwait(false);
        foreach (string content in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return EventJson.Read(content);
        }
    }

    private static List<string> List(SqliteDatabase connection, EventFilter filter)
    {
        SqliteStatement statement = connection["""
            SELECT content FROM events
            WHERE (?1 IS NULL OR substr(name, 1, length(?1)) = ?1) AND (?2 IS NULL OR resource = ?2) AND occurred >= ?3
            ORDER BY occurred DESC, number DESC LIMIT ?4
            """]
            .Bind(1, filter.Prefix)
            .Bind(2, filter.ResourceId)
            .Bind(3, filter.Since is { } since ? StoreTime.Write(since) : long.MinValue)
            .Bind(4, filter.Limit ?? -1);
        List<string> all = [];
        while (statement.Step())
        {
            all.Add(statement.Text(0));
        }

        return all;
    }
}

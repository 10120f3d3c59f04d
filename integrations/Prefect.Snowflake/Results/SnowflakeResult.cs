using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>The rows of a statement, read from their beginning to their end, part by part. One caller at a time.</summary>
internal sealed class SnowflakeResult : IDisposable
{
    private const int UsualAhead = 4;
    private const int MostAhead = 10;

    private readonly SnowflakeRowReader _reader;
    private readonly SnowflakeChunkQueue _chunks;
    private int _missing;
    private bool _hasBegun;

    private SnowflakeResult(SnowflakeResultHead head, SnowflakeColumns columns, SnowflakeRowReader reader, SnowflakeChunkQueue chunks)
    {
        Head = head;
        Columns = columns;
        _reader = reader;
        _chunks = chunks;
    }

    /// <summary>What is known besides the rows.</summary>
    public SnowflakeResultHead Head { get; }

    public SnowflakeColumns Columns { get; }

    public string QueryId => Head.QueryId;

    /// <summary>Takes over what an answer says; it is read to its end here.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="session">The session.</param>
    /// <param name="renew">Asks for the parts of a result again.</param>
    /// <exception cref="SnowflakeException">The answer is none of a query, or in a form that this package does not read.</exception>
    public static SnowflakeResult Of(SnowflakeAnswer answer, ISnowflakeSession session, Func<string, CancellationToken, Task<SnowflakeChunkList>> renew)
    {
        JsonElement data = answer.Data;
        SnowflakeResultHead head = SnowflakeResultHead.Of(data);
        try
        {
            SnowflakeColumns columns = new(ColumnsOf(data));
            TimeZoneInfo zone = ZoneOf(session.State.Parameter("TIMEZONE"));
            SnowflakeRowReader reader = new(columns, [.. columns.List.Select(column => SnowflakeDecoders.Of(column, zone))]);
            reader.Open(Inline(data));
            SnowflakeChunkList list = ListOf(data);
            SnowflakeChunkDownload download = new(session, head.QueryId, list.Infos.Count);
            return new SnowflakeResult(head, columns, reader, new SnowflakeChunkQueue(list, download, token => renew(head.QueryId, token), Ahead(session.State)));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw SnowflakeErrors.Unreadable(head.QueryId, exception);
        }
    }

    /// <exception cref="FormatException">A part has no address.</exception>
    /// <exception cref="InvalidOperationException">It is not in the form of an answer.</exception>
    public static SnowflakeChunkList ListOf(JsonElement data) => new(SnowflakeChunkInfo.ListOf(data), SnowflakeChunkInfo.HeadersOf(data));

    /// <summary>Goes to the next row, if it is at hand.</summary>
    /// <exception cref="SnowflakeException">The row is not what the service writes.</exception>
    public bool TryNext()
    {
        try
        {
            if (_reader.Next())
            {
                _missing--;
                return true;
            }

            return _missing <= 0 ? false : throw new FormatException($"{_missing} rows of a part are missing.");
        }
        catch (FormatException exception)
        {
            throw SnowflakeErrors.Unreadable(QueryId, exception);
        }
    }

    /// <summary>Goes to the next row; false after the last. After a failure the next call tries the same again.</summary>
    /// <exception cref="SnowflakeException">The rows could not be read.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _chunks.ReadAhead();
        }

        while (!TryNext())
        {
            if (await _chunks.NextAsync(cancellationToken).ConfigureAwait(false) is not { } next)
            {
                _reader.Open(null);
                return false;
            }

            _reader.Open(next.Chunk);
            _missing = next.RowCount;
        }

        return true;
    }

    public bool IsNull(int column) => _reader.IsNull(column);

    /// <exception cref="SnowflakeException">The value is not what the service writes.</exception>
    public object? Value(int column)
    {
        try
        {
            return _reader.Value(column);
        }
        catch (FormatException exception)
        {
            throw SnowflakeErrors.Unreadable(QueryId, exception);
        }
    }

    /// <exception cref="SnowflakeException">A value is not what the service writes.</exception>
    public object?[] Values()
    {
        try
        {
            return _reader.Values();
        }
        catch (FormatException exception)
        {
            throw SnowflakeErrors.Unreadable(QueryId, exception);
        }
    }

    public void Dispose()
    {
        _reader.Open(null);
        _chunks.Dispose();
    }

    private static IReadOnlyList<SnowflakeColumn> ColumnsOf(JsonElement data) =>
        data.TryGetProperty("rowtype", out JsonElement columns) && columns.ValueKind == JsonValueKind.Array
            ? [.. columns.EnumerateArray().Select(SnowflakeColumn.Of)]
            : [];

    private static SnowflakeChunk? Inline(JsonElement data)
    {
        if (string.Equals(SnowflakeAnswer.Text(data, "queryResultFormat"), "arrow", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException(
                "The account answers in Apache Arrow's form, and this package reads JSON: leave the session's parameters for the format of results as they are.");
        }

        return data.TryGetProperty("rowset", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array
            ? SnowflakeChunk.Copy(JsonMarshal.GetRawUtf8Value(rows))
            : null;
    }

    // A machine may lack the data of time zones: the moment is the same in each.
    private static TimeZoneInfo ZoneOf(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;

    private static int Ahead(SnowflakeSessionState state) =>
        int.TryParse(state.Parameter("CLIENT_PREFETCH_THREADS"), CultureInfo.InvariantCulture, out int threads) ? Math.Clamp(threads, 1, MostAhead) : UsualAhead;
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>
/// A statement that is run in a connection. Its parameters are <c>:name</c> or <c>%(name)s</c>; where they have no names, or numbers for
/// names, they go by position: <c>?</c>, <c>%s</c> or <c>:1</c>.
/// </summary>
public sealed class SnowflakeCommand : DbCommand
{
    [SuppressMessage("Usage", "CA2213", Justification = "Who runs the statement disposes of it.")]
    private CancellationTokenSource? _running;

    internal SnowflakeCommand(SnowflakeConnection connection) => Connection = connection;

    /// <summary>The connection it is run in.</summary>
    public new SnowflakeConnection? Connection { get; set; }

    /// <summary>The statement.</summary>
    [AllowNull]
    public override string CommandText
    {
        get;
        set => field = value ?? "";
    } = "";

    /// <summary>Seconds that it may run, after which it is cancelled; 0 for no limit. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public override int CommandTimeout
    {
        get;
        set => field = OptionRange.Check(value, 0, int.MaxValue);
    }

    /// <summary>How many statements the text holds, separated by semicolons; 0 for any number. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StatementCount
    {
        get;
        set => field = OptionRange.Check(value, 0, int.MaxValue);
    } = 1;

    /// <summary>The parameters.</summary>
    public new SnowflakeParameterCollection Parameters { get; } = [];

    /// <summary>Text of SQL: there is nothing else.</summary>
    /// <exception cref="ArgumentException">Another kind is set.</exception>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => _ = value == CommandType.Text ? value : throw new ArgumentException("A command of Snowflake is a text of SQL.", nameof(value));
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => Connection;
        set => Connection = value is null or SnowflakeConnection
            ? (SnowflakeConnection?)value
            : throw new ArgumentException("A command of Snowflake is run in a connection to Snowflake.", nameof(value));
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Ends the statement that is running, if one is.</summary>
    public override void Cancel()
    {
        try
        {
            _running?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    /// <summary>Does nothing: the service prepares statements itself.</summary>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => Sync.Run(() => ExecuteNonQueryAsync(CancellationToken.None));

    /// <summary>Runs the statement, and gives how many rows it changed; -1 for one that changes none.</summary>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <exception cref="SnowflakeException">The statement failed, or the service could not be reached.</exception>
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        SnowflakeDataReader reader = await ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
                // What each of several statements changed is added up.
            }

            return reader.RecordsAffected;
        }
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar() => Sync.Run(() => ExecuteScalarAsync(CancellationToken.None));

    /// <summary>Runs the statement, and gives the first value of its first row; null where there is none.</summary>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <exception cref="SnowflakeException">The statement failed, or the service could not be reached.</exception>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        SnowflakeDataReader reader = await ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && reader.FieldCount > 0 ? reader.GetValue(0) : null;
        }
    }

    /// <summary>Has the statement run, and gives its id at once: <see cref="SnowflakeConnection.GetResultAsync"/> gives its rows.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public Task<string> SubmitAsync(CancellationToken cancellationToken = default)
    {
        SnowflakeConnection connection = Opened();
        return connection.Queries.SubmitAsync(Statement(), Options() with { Timeout = null, Generation = connection.Generation }, cancellationToken);
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new SnowflakeParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        Sync.Run(() => ExecuteDbDataReaderAsync(behavior, CancellationToken.None));

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        SnowflakeDataReader reader = await ReadAsync(cancellationToken, behavior.HasFlag(CommandBehavior.SchemaOnly)).ConfigureAwait(false);
        reader.ClosesWith = behavior.HasFlag(CommandBehavior.CloseConnection) ? Connection : null;
        return reader;
    }

    private async Task<SnowflakeDataReader> ReadAsync(CancellationToken cancellationToken, bool describeOnly = false)
    {
        SnowflakeConnection connection = Opened();
        using CancellationTokenSource running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = running;
        try
        {
            SnowflakeQueries queries = connection.Queries;
            SnowflakeResult result = await connection
                .RunAsync(Statement(), Options() with { DescribeOnly = describeOnly }, running.Token).ConfigureAwait(false);
            return await SnowflakeDataReader.OpenAsync(queries, result, running.Token).ConfigureAwait(false);
        }
        finally
        {
            _running = null;
        }
    }

    private SnowflakeConnection Opened() => Connection ?? throw new InvalidOperationException("The command has no connection.");

    private SnowflakeStatement Statement() => Parameters.ToStatement(CommandText);

    private SnowflakeQueryOptions Options() => new()
    {
        StatementCount = StatementCount == 1 ? null : StatementCount,
        Timeout = CommandTimeout == 0 ? null : TimeSpan.FromSeconds(CommandTimeout),
    };
}

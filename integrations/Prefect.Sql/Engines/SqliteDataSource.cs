using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Prefect.Sql;

/// <summary>Opens connections to SQLite. A database in memory lasts as long as this.</summary>
internal sealed class SqliteDataSource : DbDataSource
{
    private readonly string _connectionString;
    private readonly SqliteConnection? _keeper;

    public SqliteDataSource(string connectionString)
    {
        _connectionString = connectionString;
        if (SqlitePlaces.IsMemory(new SqliteConnectionStringBuilder(connectionString)))
        {
            _keeper = new SqliteConnection(connectionString);
            _keeper.Open();
        }
    }

    public override string ConnectionString => _connectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(_connectionString);

    protected override DbConnection OpenDbConnection()
    {
        SqliteConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            if (_keeper is not null)
            {
                ReadPastWriters(connection);
            }

            return connection;
        }
        catch (InvalidOperationException exception)
        {
            connection.Dispose();
            throw new SqlConfigurationException("connection_info", $"The database of SQLite cannot be opened in this way. {exception.Message}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The provider does nothing without blocking.
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DbConnection>(OpenDbConnection());
    }

    protected override void Dispose(bool disposing)
    {
        _keeper?.Dispose();
        base.Dispose(disposing);
    }

    // Connections that share memory lock each other's tables. In Python there is one connection, which sees all that it does.
    private static void ReadPastWriters(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA read_uncommitted = 1";
        command.ExecuteNonQuery();
    }
}

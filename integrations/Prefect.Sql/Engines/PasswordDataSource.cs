using System.Data.Common;
using Microsoft.Data.SqlClient;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>Opens connections whose passwords somebody gives, one by one. To SQL Server the password goes as the token that it is.</summary>
internal sealed class PasswordDataSource(SqlTarget target) : DbDataSource
{
    public override string ConnectionString => target.ConnectionString;

    protected override DbConnection CreateDbConnection() => Create(Sync.Run(() => target.Passwords!(target.Builder(), CancellationToken.None).AsTask()));

    protected override DbConnection OpenDbConnection()
    {
        DbConnection connection = CreateDbConnection();
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        DbConnection connection = Create(await target.Passwords!(target.Builder(), cancellationToken).ConfigureAwait(false));
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private DbConnection Create(string password)
    {
        SecretMasker.Add(password);
        DbConnection connection = target.Driver.Factory.CreateConnection()
            ?? throw new SqlConfigurationException("connection_info", $"The provider for '{target.Driver.Dialect.Name}' makes no connections.");
        if (connection is SqlConnection server)
        {
            server.ConnectionString = target.ConnectionString;
            server.AccessToken = password;
            return server;
        }

        DbConnectionStringBuilder builder = target.Builder();
        builder[target.Driver.Dialect.PasswordKeyword] = password;
        connection.ConnectionString = builder.ConnectionString;
        return connection;
    }
}

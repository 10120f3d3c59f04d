using System.Data.Common;
using Npgsql;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>
/// The sources of connections of this process. Blocks with equal targets share one; it is disposed of when the last of them closes, and so
/// are the connections that it keeps.
/// </summary>
internal static class SqlDataSources
{
    private static readonly Lock s_gate = new();
    private static readonly Dictionary<SqlTarget, Shared> s_sources = [];

    public static SqlDataSourceLease Rent(SqlTarget target)
    {
        lock (s_gate)
        {
            if (!s_sources.TryGetValue(target, out Shared? shared))
            {
#pragma warning disable CA2000 // Whoever is the last to return it disposes of it.
                s_sources[target] = shared = new Shared(Create(target));
#pragma warning restore CA2000
            }

            shared.Holders++;
            return new SqlDataSourceLease(target, shared.Source);
        }
    }

    /// <summary>Gives the source back; what is to be disposed of now, if anything.</summary>
    public static DbDataSource? Return(SqlTarget target)
    {
        lock (s_gate)
        {
            Shared shared = s_sources[target];
            return --shared.Holders == 0 && s_sources.Remove(target) ? shared.Source : null;
        }
    }

    private static DbDataSource Create(SqlTarget target) => target.Driver.Kind switch
    {
        DriverKind.Npgsql => CreateNpgsql(target),
        DriverKind.Sqlite => new SqliteDataSource(target.ConnectionString),
        _ when target.Passwords is not null => new PasswordDataSource(target),
        _ => target.Driver.Factory.CreateDataSource(target.ConnectionString),
    };

    private static NpgsqlDataSource CreateNpgsql(SqlTarget target)
    {
        NpgsqlDataSourceBuilder builder = new(target.ConnectionString);
        if (target.Passwords is { } passwords)
        {
            builder.UsePasswordProvider(
                connection => Sync.Run(() => AskAsync(connection, CancellationToken.None).AsTask()),
                AskAsync);

            async ValueTask<string> AskAsync(NpgsqlConnectionStringBuilder connection, CancellationToken cancellationToken)
            {
                string password = await passwords(connection, cancellationToken).ConfigureAwait(false);
                SecretMasker.Add(password);
                return password;
            }
        }

        return builder.Build();
    }

    private sealed class Shared(DbDataSource source)
    {
        public DbDataSource Source => source;

        public int Holders { get; set; }
    }
}

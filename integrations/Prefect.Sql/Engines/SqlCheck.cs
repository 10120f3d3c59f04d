using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>The probe of this package's blocks.</summary>
internal static class SqlCheck
{
    public static async Task<BlockCheckResult> RunAsync(BlockProbe probe, SqlTarget target, SqlAlchemyUrl url, CancellationToken cancellationToken)
    {
        if (target.Driver.Kind == DriverKind.Sqlite)
        {
            return CheckFile(probe, target) ?? await AskAsync(probe, target, cancellationToken).ConfigureAwait(false);
        }

        // A socket's folder or a list of hosts is left to the provider.
        bool isHost = url.Host is { Length: > 0 } host && !host.Contains(',', StringComparison.Ordinal) && !host.Contains('\\', StringComparison.Ordinal);
        int? port = url.Port ?? target.Driver.Dialect.DefaultPort;
        if (isHost && port is not null && !url.Query.ContainsKey("host"))
        {
            BlockCheckResult reached = await NetworkProbe.CheckAsync(url.Host!, port.Value, encrypted: false, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!reached.Succeeded)
            {
                return reached;
            }
        }

        return await AskAsync(probe, target, cancellationToken).ConfigureAwait(false);
    }

    // Connecting would make a file that is not there.
    private static BlockCheckResult? CheckFile(BlockProbe probe, SqlTarget target)
    {
        SqliteConnectionStringBuilder connection = (SqliteConnectionStringBuilder)target.Builder();
        if (SqlitePlaces.IsMemory(connection) || connection.DataSource.StartsWith("file:", StringComparison.Ordinal) || File.Exists(connection.DataSource))
        {
            return null;
        }

        probe.Enter(BlockCheckStage.Resource);
        string? folder = Path.GetDirectoryName(Path.GetFullPath(connection.DataSource));
        return Directory.Exists(folder) && connection.Mode == SqliteOpenMode.ReadWriteCreate
            ? probe.Pass($"There is no file '{connection.DataSource}' yet: it is made when the block is first used.")
            : probe.Fail($"There is no file '{connection.DataSource}'{(Directory.Exists(folder) ? "" : ", and no folder for it")}. Check its path.");
    }

    private static async Task<BlockCheckResult> AskAsync(BlockProbe probe, SqlTarget target, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        SqlDataSourceLease lease = SqlDataSources.Rent(target);
        try
        {
            DbConnection connection = await lease.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                probe.Enter(BlockCheckStage.Resource);
                DbCommand command = connection.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
#pragma warning disable CA2100 // It is one of a few that are written in this package, or in the program itself.
                    command.CommandText = target.Driver.Dialect.Probe;
#pragma warning restore CA2100
                    await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                }

                return probe.Pass($"'{target.Address}' answers; it is version {connection.ServerVersion}.");
            }
        }
        catch (Exception exception) when (SqlFault.IsOfDatabase(exception) && !cancellationToken.IsCancellationRequested)
        {
            probe.Enter(StageOf(exception, probe.Stage));
            return probe.Fail(SqlCall.Describe(target, "connect to", exception).Message);
        }
        finally
        {
            await lease.ReturnAsync(SqlCalls.Awaiting).ConfigureAwait(false);
        }
    }

    private static BlockCheckStage StageOf(Exception exception, BlockCheckStage stage) => SqlFault.Of(exception).ErrorCode switch
    {
        { } code when code.StartsWith("28", StringComparison.Ordinal) => BlockCheckStage.SignIn,
        "MSSQL-18456" => BlockCheckStage.SignIn,
        "42501" or "MSSQL-229" => BlockCheckStage.Permission,
        "3D000" or "MSSQL-4060" => BlockCheckStage.Resource,
        { } code when code.StartsWith("SQLITE", StringComparison.Ordinal) => BlockCheckStage.Resource,
        null when SqlAdvice.Has<AuthenticationException>(exception) => BlockCheckStage.Encryption,
        null when SqlAdvice.Has<SocketException>(exception) => BlockCheckStage.Connection,
        _ => stage,
    };
}

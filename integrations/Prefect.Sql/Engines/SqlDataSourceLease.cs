using System.Data.Common;

namespace Prefect.Sql;

/// <summary>One holder's part in a source of connections.</summary>
internal sealed class SqlDataSourceLease(SqlTarget target, DbDataSource source)
{
    public SqlTarget Target => target;

    public DbDataSource Source => source;

    public async ValueTask ReturnAsync(SqlCalls calls)
    {
        if (SqlDataSources.Return(target) is { } unused)
        {
            await calls.CloseAsync(unused).ConfigureAwait(false);
        }
    }
}

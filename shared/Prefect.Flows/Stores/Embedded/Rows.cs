using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Ids that need not be there.</summary>
internal static class Rows
{
    public static SqliteStatement BindOrNull(SqliteStatement statement, int parameter, Guid? value) =>
        value is { } id ? statement.Bind(parameter, id) : statement.Bind(parameter, (string?)null);

    public static Guid? GuidOrNull(SqliteStatement row, int column) => row.IsNull(column) ? null : row.Guid(column);
}

using System.Data.Common;

namespace Prefect.Sql;

/// <summary>Which database, by which provider. Equal ones share their connections.</summary>
/// <param name="Driver">The provider.</param>
/// <param name="ConnectionString">What connections are opened with; it holds the password.</param>
/// <param name="Passwords">Gives the password of each connection; null where it is in the connection string, or there is none.</param>
/// <param name="Address">The database, as messages name it: without user and password.</param>
internal sealed record SqlTarget(SqlDriver Driver, string ConnectionString, SqlPasswordProvider? Passwords, string Address)
{
    public override string ToString() => Address;

    public DbConnectionStringBuilder Builder()
    {
        DbConnectionStringBuilder builder = Driver.Factory.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder();
        builder.ConnectionString = ConnectionString;
        return builder;
    }
}

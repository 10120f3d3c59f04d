namespace Prefect.Sql;

/// <summary>The providers of which more is known than the standard says.</summary>
internal enum DriverKind
{
    Other,
    Npgsql,
    Sqlite,
    SqlClient,
}

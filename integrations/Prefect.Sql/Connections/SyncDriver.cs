using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>
/// The drivers of Python that block, as documents name them. Here the part before the plus sign chooses the database, and one driver
/// serves both blocks.
/// </summary>
[BlockModel]
public enum SyncDriver
{
    /// <summary>PostgreSQL, by psycopg2.</summary>
    [JsonStringEnumMemberName("postgresql+psycopg2")]
    PostgresqlPsycopg2,

    /// <summary>PostgreSQL, by pg8000.</summary>
    [JsonStringEnumMemberName("postgresql+pg8000")]
    PostgresqlPg8000,

    /// <summary>PostgreSQL, by psycopg2cffi.</summary>
    [JsonStringEnumMemberName("postgresql+psycopg2cffi")]
    PostgresqlPsycopg2cffi,

    /// <summary>PostgreSQL, by pypostgresql.</summary>
    [JsonStringEnumMemberName("postgresql+pypostgresql")]
    PostgresqlPypostgresql,

    /// <summary>PostgreSQL, by pygresql.</summary>
    [JsonStringEnumMemberName("postgresql+pygresql")]
    PostgresqlPygresql,

    /// <summary>MySQL or MariaDB, by mysqldb.</summary>
    [JsonStringEnumMemberName("mysql+mysqldb")]
    MysqlMysqldb,

    /// <summary>MySQL or MariaDB, by pymysql.</summary>
    [JsonStringEnumMemberName("mysql+pymysql")]
    MysqlPymysql,

    /// <summary>MySQL or MariaDB, by mysqlconnector.</summary>
    [JsonStringEnumMemberName("mysql+mysqlconnector")]
    MysqlMysqlconnector,

    /// <summary>MySQL or MariaDB, by cymysql.</summary>
    [JsonStringEnumMemberName("mysql+cymysql")]
    MysqlCymysql,

    /// <summary>MySQL or MariaDB, by oursql.</summary>
    [JsonStringEnumMemberName("mysql+oursql")]
    MysqlOursql,

    /// <summary>MySQL or MariaDB, by pyodbc.</summary>
    [JsonStringEnumMemberName("mysql+pyodbc")]
    MysqlPyodbc,

    /// <summary>SQLite, by pysqlite.</summary>
    [JsonStringEnumMemberName("sqlite+pysqlite")]
    SqlitePysqlite,

    /// <summary>SQLite, by pysqlcipher.</summary>
    [JsonStringEnumMemberName("sqlite+pysqlcipher")]
    SqlitePysqlcipher,

    /// <summary>Oracle, by cx_oracle.</summary>
    [JsonStringEnumMemberName("oracle+cx_oracle")]
    OracleCxOracle,

    /// <summary>Oracle, by oracledb.</summary>
    [JsonStringEnumMemberName("oracle+oracledb")]
    OracleOracledb,

    /// <summary>SQL Server, by pyodbc.</summary>
    [JsonStringEnumMemberName("mssql+pyodbc")]
    MssqlPyodbc,

    /// <summary>SQL Server, by mxodbc.</summary>
    [JsonStringEnumMemberName("mssql+mxodbc")]
    MssqlMxodbc,

    /// <summary>SQL Server, by pymssql.</summary>
    [JsonStringEnumMemberName("mssql+pymssql")]
    MssqlPymssql,
}

using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>
/// The drivers of Python that wait without blocking, as documents name them. Here the part before the plus sign chooses the database, and
/// one driver serves both blocks.
/// </summary>
[BlockModel]
public enum AsyncDriver
{
    /// <summary>PostgreSQL.</summary>
    [JsonStringEnumMemberName("postgresql+asyncpg")]
    PostgresqlAsyncpg,

    /// <summary>SQLite.</summary>
    [JsonStringEnumMemberName("sqlite+aiosqlite")]
    SqliteAiosqlite,

    /// <summary>MySQL or MariaDB, by asyncmy.</summary>
    [JsonStringEnumMemberName("mysql+asyncmy")]
    MysqlAsyncmy,

    /// <summary>MySQL or MariaDB, by aiomysql.</summary>
    [JsonStringEnumMemberName("mysql+aiomysql")]
    MysqlAiomysql,

    /// <summary>Oracle.</summary>
    [JsonStringEnumMemberName("oracle+oracledb_async")]
    OracleOracledbAsync,
}

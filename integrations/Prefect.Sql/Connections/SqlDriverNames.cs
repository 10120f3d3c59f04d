namespace Prefect.Sql;

/// <summary>What documents call the drivers of Python.</summary>
internal static class SqlDriverNames
{
    private static readonly string[] s_async = [.. Enum.GetValues<AsyncDriver>().Select(Of)];

    public static bool IsAsync(string driver) => s_async.Contains(driver, StringComparer.Ordinal);

    public static string Of(AsyncDriver driver) => driver switch
    {
        AsyncDriver.PostgresqlAsyncpg => "postgresql+asyncpg",
        AsyncDriver.SqliteAiosqlite => "sqlite+aiosqlite",
        AsyncDriver.MysqlAsyncmy => "mysql+asyncmy",
        AsyncDriver.MysqlAiomysql => "mysql+aiomysql",
        AsyncDriver.OracleOracledbAsync => "oracle+oracledb_async",
        _ => throw new ArgumentOutOfRangeException(nameof(driver), driver, "There is no such driver."),
    };

    public static string Of(SyncDriver driver) => driver switch
    {
        SyncDriver.OracleCxOracle => "oracle+cx_oracle",
        _ when Enum.IsDefined(driver) => Lower(driver.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(driver), driver, "There is no such driver."),
    };

    // The second capital letter begins the part after the plus sign.
    private static string Lower(string member)
    {
        int second = 1 + member.AsSpan(1).IndexOfAnyInRange('A', 'Z');
        return $"{member[..second]}+{member[second..]}".ToLowerInvariant();
    }
}

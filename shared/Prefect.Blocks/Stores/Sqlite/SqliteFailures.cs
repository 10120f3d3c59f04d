using SQLitePCL;

namespace Prefect.Sqlite;

/// <summary>Says what a failure of SQLite means for a store and what to do about it.</summary>
internal static class SqliteFailures
{
    public static Exception Describe(StoreFormat format, int code, string path, string detail) => (code & 0xff) switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(format, path, $"SQLite says '{detail}', result {code}"),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => format.Fail(
            $"The {format.Name} {path} did not become free in time: another process holds it. "
            + "End that process, or try again once it is done."),
        raw.SQLITE_FULL => format.Fail(
            $"The {format.Name} {path} cannot grow: the disk is full. Make room and try again; nothing was changed."),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH => format.Fail(
            $"The {format.Name} {path} cannot be opened for writing (SQLite says '{detail}', result {code}). "
            + "Check that this user may write the file and its folder, or set PREFECT_HOME to a folder where it may."),
        raw.SQLITE_IOERR => format.Fail(
            $"The disk failed under the {format.Name} {path} (SQLite says '{detail}', result {code}). Check the disk and its free space, then try again."),
        _ => format.Fail($"The {format.Name} {path} refused an operation: SQLite says '{detail}', result {code}."),
    };

    public static Exception Damaged(StoreFormat format, string path, string detail) => format.Fail(
        $"{path} is damaged, or is no {format.Name}: {detail}. Nothing in it was changed. "
        + "Put back a copy of the file, or move it away; an empty store is then made in its place.");

    public static bool IsBusy(int code) => (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL;
}

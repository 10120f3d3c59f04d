using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Prefect.Sqlite;

/// <summary>Chooses the SQLite library of this process: the operating system's where it is newer than the bundled one.</summary>
internal static class SqliteLibrary
{
    private const int OldestVersion = 3_035_005;
    private const string ProviderLibrary = "e_sqlite3";
    private static readonly Lazy<int> s_version = new(Load);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    /// <summary>Makes the library ready, and gives its version: 3035005 is 3.35.5.</summary>
    public static int Version => s_version.Value;

    private static int Load()
    {
        if (VersionInUse() is { } version)
        {
            return version;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // Somebody else in this process has chosen already. Theirs serves as well.
        }

        Batteries_V2.Init();
        return raw.sqlite3_libversion_number();
    }

    /// <summary>
    /// The version that other code of this process has started to use; null when none has. A library is never exchanged
    /// under somebody else's open connections.
    /// </summary>
    private static int? VersionInUse()
    {
        try
        {
            return raw.sqlite3_libversion_number();
        }
#pragma warning disable CA1031 // The library throws plain Exception while no provider is set; there is no other way to ask.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        string? system = name != ProviderLibrary ? null
            : OperatingSystem.IsLinux() ? "libsqlite3.so.0"
            : OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib"
            : null;
        if (system is null || !NativeLibrary.TryLoad(system, out nint library))
        {
            return 0;
        }

        if (IsUsable(library))
        {
            return library;
        }

        NativeLibrary.Free(library);
        return 0;
    }

    private static bool IsUsable(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out nint version)
        && NativeLibrary.TryGetExport(library, "sqlite3_threadsafe", out nint threadSafe)
        && Marshal.GetDelegateForFunctionPointer<VersionNumber>(version)() > OldestVersion
        && Marshal.GetDelegateForFunctionPointer<VersionNumber>(threadSafe)() != 0;
}

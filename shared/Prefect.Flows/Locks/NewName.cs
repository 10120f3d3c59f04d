using System.Runtime.InteropServices;

namespace Prefect.Flows;

/// <summary>Gives a finished file a name that no file has yet, at once.</summary>
internal static class NewName
{
    private const int FileExistsOnUnix = 17;
    private const int FileExistsOnWindows = unchecked((int)0x80070050);
    private const int AlreadyExistsOnWindows = unchecked((int)0x800700B7);

    /// <summary>Moves a file to a name, unless there is a file of that name.</summary>
    /// <returns>Whether the file has the name; if not, it is where it was.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static bool TryGive(string file, string name)
    {
        // On Unix, File.Move looks whether the name is free and then renames, which replaces what was made in between.
        if (!OperatingSystem.IsWindows())
        {
            if (Link(file, name) == 0)
            {
                File.Delete(file);
                return true;
            }

            return Marshal.GetLastPInvokeError() != FileExistsOnUnix && TryCopy(file, name);
        }

        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException failure) when (failure.HResult is FileExistsOnWindows or AlreadyExistsOnWindows)
        {
            return false;
        }
    }

    /// <summary>For file systems without links: the name is taken at once, the content follows.</summary>
    private static bool TryCopy(string file, string name)
    {
        byte[] content = File.ReadAllBytes(file);
        try
        {
            using FileStream copy = new(name, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            copy.Write(content);
        }
        catch (IOException failure) when (failure.HResult == FileExistsOnUnix)
        {
            return false;
        }

        File.Delete(file);
        return true;
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}

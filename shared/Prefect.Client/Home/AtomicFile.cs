using System.Text;

namespace Prefect.Client;

/// <summary>Replaces a file in one step, so that a reader sees the old or the new content, and a crash leaves the old.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        string temporary = "";
        try
        {
            bool isLink = new FileInfo(path).LinkTarget is not null;
            string target = (isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
            temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
            WriteThrough(temporary, text);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            throw new SettingsException(
                $"Cannot write {path}: {failure.Message} Make the folder writable for this user, or set PREFECT_PROFILES_PATH to another place.",
                file: path,
                innerException: failure);
        }
    }

    private static void WriteThrough(string path, string text)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream stream = new(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The failure that led here is the one to report.
        }
    }
}

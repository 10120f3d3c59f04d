namespace Prefect.Flows;

/// <summary>A file that one process holds for as long as it lives.</summary>
internal static class ProcessLock
{
    /// <summary>Makes the file and holds it; it is gone when it is let go in an orderly way.</summary>
    public static FileStream Take(string path) =>
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    /// <summary>Whether nobody holds the file, or it is gone.</summary>
    public static bool IsFree(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

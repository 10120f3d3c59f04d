using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>A folder with one file per key, which only this user can enter.</summary>
internal sealed class FileKeyRing(string folder) : KeyRing
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public override string Place => folder;

    public override string? CurrentId => null;

    public override byte[]? Find(string id)
    {
        if (!IsPlain(id))
        {
            return null;
        }

        string path = FileOf(id);
        try
        {
            byte[] key = Convert.FromBase64String(File.ReadAllText(path).Trim());
            KeepPrivate(path);
            return key.Length == KeySize ? key : throw Unreadable(path, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Unreadable(path, exception);
        }
    }

    public override string Create(long version)
    {
        byte[] key = RandomNumberGenerator.GetBytes(KeySize);
        string id = string.Create(
            CultureInfo.InvariantCulture, $"key-{version}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        string path = FileOf(id);
        try
        {
            MakeFolder();
            Write(path + ".new", key);
            File.Move(path + ".new", path);
            FolderSync.Flush(folder);
            FolderSync.Flush(Path.GetDirectoryName(folder) ?? folder);
            return id;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BlockStoreException(
                $"No key can be made in {folder}: {exception.Message} Check that this user may write there, or set PREFECT_HOME to a folder where it may.",
                exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public override void Remove(string id)
    {
        if (!IsPlain(id))
        {
            return;
        }

        try
        {
            File.Delete(FileOf(id));
        }
        catch (DirectoryNotFoundException)
        {
            // Gone with its folder.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BlockStoreException($"The key file {FileOf(id)} cannot be removed: {exception.Message}", exception);
        }
    }

    public override string Remedy(string id) =>
        $"Put the file {id}.key back into {folder}, or set PREFECT_DOTNET_KEY_RING to a list with that key. "
        + "If it is lost for good, delete the documents, run 'dotnet prefect block rekey' for a new key, and save them anew";

    private static void Write(string path, ReadOnlySpan<byte> key)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using FileStream file = new(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>A key that was copied in, from a backup for one, may have come with looser rights.</summary>
    private static void KeepPrivate(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerFile) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, OwnerFile);
        }
    }

    private void MakeFolder()
    {
        StoreFile.MakeFolder(folder);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(folder) != OwnerFolder)
        {
            File.SetUnixFileMode(folder, OwnerFolder);
        }
    }

    private string FileOf(string id) => Path.Combine(folder, id + ".key");

    private static BlockStoreException Unreadable(string path, Exception? exception) => new(
        $"The key file {path} cannot be read: it should hold 32 bytes in Base64 and be readable by this user. Put back a copy of it.",
        exception);
}

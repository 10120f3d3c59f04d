namespace Prefect.Azure;

/// <content>How paths become names of blobs.</content>
public sealed partial record AzureBlobStorageContainer
{
    /// <summary>Puts the base folder before the path of a blob.</summary>
    /// <exception cref="ArgumentException">It is none that a blob can have.</exception>
    internal string NameOf(string path, string parameter) => BlobNames.Check(Join(BaseFolder, path), parameter);

    /// <summary>Gives what the names of all blobs in a folder begin with.</summary>
    internal string PrefixOf(string? folder)
    {
        string joined = Join(BaseFolder, folder);
        return joined.Length == 0 || joined[^1] == '/' ? joined : joined + "/";
    }

    /// <summary>Gives the folder with the base folder before it; null when there is neither.</summary>
    internal string? FolderOf(string? folder)
    {
        string joined = Join(BaseFolder, folder).TrimEnd('/');
        return joined.Length == 0 ? null : joined;
    }

    private BlobWrite Write => new(_transfer.Overwrite, _transfer.Blobs);

    private BlobWrite Replace => new(Overwrite: true, _transfer.Blobs);

    // As Prefect has it: without a base folder, the path is the name as it stands, empty names between slashes too; put together with one,
    // those fall away. Single dots do always: addresses lose them. A slash at the end stays.
    private static string Join(string? folder, string? path)
    {
        if (folder is null)
        {
            return string.Join('/', (path ?? "").Split('/').Where(static name => name != "."));
        }

        string joined = string.Join('/', $"{folder}/{path}".Split('/').Where(static name => name is not ("" or ".")));
        return path is not null && path.EndsWith('/') && joined.Length > 0 ? joined + "/" : joined;
    }
}

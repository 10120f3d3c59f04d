namespace Prefect.Aws;

/// <content>The two rules by which paths become keys.</content>
public sealed partial record S3Bucket
{
    private string Folder => Join("", BucketFolder ?? "").TrimEnd('/');

    /// <summary>For reading, writing, copying and moving: puts the folder before a path unless it is there.</summary>
    internal string ResolvePath(string path)
    {
        string folder = Folder;
        return folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal) ? path : Join(folder, path);
    }

    /// <summary>For listing, downloading and uploading: always puts the folder before a path. A slash at its end stays.</summary>
    internal string JoinBucketFolder(string path)
    {
        string folder = Folder;
        if (folder.Length > 0 && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            AwsLog.FolderDoubled(Logger, path, folder);
        }

        return Join(folder, path);
    }

    /// <summary>Gives what the keys of all objects in a folder begin with.</summary>
    internal static string PrefixOf(string folder) => folder.Length == 0 || folder[^1] == '/' ? folder : folder + "/";

    // Names that are empty or a single dot fall away, as paths have it; two dots are an ordinary name in a store.
    private static string Join(string folder, string path)
    {
        string root = folder.Length == 0 && path.StartsWith('/') || folder.StartsWith('/') ? "/" : "";
        string joined = root + string.Join('/', $"{folder}/{path}".Split('/').Where(name => name is not ("" or ".")));
        return path.EndsWith('/') && joined.Length > 0 && joined[^1] != '/' ? joined + "/" : joined;
    }
}

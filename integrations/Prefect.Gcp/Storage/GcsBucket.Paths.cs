namespace Prefect.Gcp;

/// <content>The rule by which paths become names of objects.</content>
public sealed partial record GcsBucket
{
    /// <summary>Puts the bucket's folder before a path unless it is there. Null stands for the whole bucket.</summary>
    internal string? Resolve(string path)
    {
        string folder = BucketFolder ?? "";
        if (folder.Length > 0 && path.StartsWith(folder, StringComparison.Ordinal))
        {
            return path;
        }

        string joined = Join(folder, path);
        return joined is "" or "." or "/" ? null : joined;
    }

    /// <summary>Gives the name of the object at a path.</summary>
    /// <exception cref="ArgumentException">It is none that an object can have.</exception>
    internal string NameOf(string path, string parameter) => GcsNames.Check(Resolve(path) ?? "", parameter);

    /// <summary>Gives what the names of all objects in a folder begin with; null for the bucket's folder.</summary>
    internal string PrefixOf(string? folder)
    {
        string resolved = string.IsNullOrEmpty(folder) ? Resolve(BucketFolder ?? "") ?? "" : Resolve(folder) ?? "";
        return resolved.Length == 0 || resolved[^1] == '/' ? resolved : resolved + "/";
    }

    /// <summary>Gives the folder with the bucket's before it; empty for the whole bucket.</summary>
    internal string FolderOf(string? folder) => PrefixOf(folder).TrimEnd('/');

    // As paths have it: names that are empty or a single dot fall away, and what begins with a slash stands for itself.
    private static string Join(string folder, string path)
    {
        string whole = path.StartsWith('/') ? path : $"{folder}/{path}";
        string root = whole.StartsWith('/') && (folder.Length > 0 || path.StartsWith('/')) ? "/" : "";
        return root + string.Join('/', whole.Split('/').Where(static name => name is not ("" or ".")));
    }
}

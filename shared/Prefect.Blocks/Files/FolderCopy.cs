namespace Prefect.Blocks;

internal static class FolderCopy
{
    /// <summary>Copies a tree of files; gives how many. A folder copied onto itself is left alone.</summary>
    public static async Task<int> RunAsync(string source, string target, IgnoreRules rules, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(source))
        {
            throw new DirectoryNotFoundException($"There is no folder '{source}' to copy.");
        }

        string destination = ContainedPath.FollowLinks(Path.GetFullPath(target));
        if (Path.TrimEndingDirectorySeparator(source) == Path.TrimEndingDirectorySeparator(destination))
        {
            return 0;
        }

        // The list is made before the first copy: the target may lie inside the source.
        List<string> files = [.. rules.EnumerateFiles(source)];
        foreach (string file in files)
        {
            string copy = Path.Combine(destination, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using FileReplacement replacement = new(copy);
            FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (from.ConfigureAwait(false))
            {
                FileStream to = new(replacement.TemporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
                await using (to.ConfigureAwait(false))
                {
                    await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
                }
            }

            replacement.Commit();
        }

        return files.Count;
    }
}

namespace Prefect.Dbt;

/// <summary>Paths that callers give.</summary>
internal static class DbtCloudPath
{
    /// <summary>A path of a request, without a slash before it.</summary>
    /// <exception cref="ArgumentException">It is empty, or leads out of the account.</exception>
    public static string Below(Uri account, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string below = path.TrimStart('/');
        return Uri.TryCreate(account.AbsoluteUri + below, UriKind.Absolute, out Uri? address)
            && address.AbsolutePath.StartsWith(account.AbsolutePath, StringComparison.Ordinal)
            && address.Query.Length == 0
            && address.Fragment.Length == 0
                ? below
                : throw new ArgumentException($"The path '{path}' leads out of the account, or has a query, which belongs into the parameters.", nameof(path));
    }
}

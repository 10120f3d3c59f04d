using System.Buffers;

namespace Prefect.Blocks;

internal static class BlockNames
{
    public static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string Shorten(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");

    /// <summary>Splits <c>slug/name</c> at its first slash.</summary>
    public static (string Slug, string Name) Split(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < path.Length - 1
            ? (path[..slash], path[(slash + 1)..])
            : throw new ArgumentException(
                $"'{Shorten(path)}' does not name a block: write the slug of its type, a slash and its name, as in 's3-bucket/landing'.",
                nameof(path));
    }
}

using System.Runtime.CompilerServices;

namespace Prefect.Http;

/// <summary>Reads lists that come in pages.</summary>
public static class RestPages
{
    /// <summary>Reads page after page, and finds out where they lead in a circle.</summary>
    /// <typeparam name="TPage">A page.</typeparam>
    /// <param name="read">Reads a page by its mark; null for the first.</param>
    /// <param name="next">Gives the mark of the page after one; null or empty at the end.</param>
    /// <param name="circle">Makes the error for pages that lead to themselves.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static async IAsyncEnumerable<TPage> ReadAsync<TPage>(
        Func<string?, CancellationToken, Task<TPage>> read,
        Func<TPage, string?> next,
        Func<Exception> circle,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(circle);
        string? mark = null;

        // Whatever circle there is, it comes back to the mark of a page that was 1, 2, 4, 8 … pages from the beginning.
        string? seen = null;
        for (long pages = 1, kept = 1; ; pages++)
        {
            TPage page = await read(mark, cancellationToken).ConfigureAwait(false);
            yield return page;
            string? following = next(page);
            if (string.IsNullOrEmpty(following))
            {
                yield break;
            }

            mark = following != seen ? following : throw circle();
            if (pages == kept)
            {
                seen = following;
                kept *= 2;
            }
        }
    }
}

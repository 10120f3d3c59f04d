using System.Runtime.CompilerServices;

namespace Prefect.Azure;

/// <summary>Checks ids of databases, containers and items.</summary>
internal static class CosmosIds
{
    private const int Longest = 255;

    /// <exception cref="ArgumentException">The text is null, empty, or no id.</exception>
    public static void Check(string id, [CallerArgumentExpression(nameof(id))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameter);
        if (id.Length > Longest || id.AsSpan().IndexOfAny("/\\?#") >= 0 || id.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
        {
            throw new ArgumentException($"An id has at most {Longest} characters, and no slash, backslash, question mark, number sign or control character.", parameter);
        }
    }
}

using System.Buffers;

namespace Prefect.Flows;

/// <summary>The rules for keys of inputs.</summary>
internal static class RunInputKeys
{
    private const int Longest = 255;
    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <exception cref="ArgumentException">The key breaks a rule.</exception>
    public static void Check(string key, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(key, parameter);
        if (key.Length > Longest || key.AsSpan().ContainsAnyExcept(s_allowed))
        {
            throw new ArgumentException($"A key of an input has letters, digits, '-', '_' and '.', at most {Longest}. Choose another one.", parameter);
        }
    }
}

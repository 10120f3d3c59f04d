using System.Buffers;

namespace Prefect.Flows;

/// <summary>What artifacts must keep to.</summary>
internal static class ArtifactRules
{
    private static readonly SearchValues<char> s_key = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string? CheckKey(string? key)
    {
        if (key is null)
        {
            return null;
        }

        if (key.Length == 0)
        {
            throw new ArgumentException("The key of an artifact is empty. Leave it out for an artifact that stands alone.", nameof(key));
        }

        return key.AsSpan().ContainsAnyExcept(s_key)
            ? throw new ArgumentException(
                $"'{Quoted.Short(key)}' cannot be the key of an artifact: small letters, digits and dashes only, as in 'daily-report'.", nameof(key))
            : key;
    }

    /// <summary>Brings progress into its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number.</exception>
    public static double Clamp(double progress)
    {
        if (double.IsNaN(progress))
        {
            throw new ArgumentOutOfRangeException(nameof(progress), "Progress is a number from 0 to 100; this is none.");
        }

        double clamped = Math.Clamp(progress, 0, 100);
        if (clamped != progress)
        {
            ValueLog.ClampedProgress(ValueLog.Current, progress, clamped);
        }

        return clamped;
    }
}

using System.Globalization;

namespace Prefect.Http;

/// <summary>Guards the values of options.</summary>
public static class OptionRange
{
    /// <summary>Gives a value that is within its range.</summary>
    /// <typeparam name="T">A number or a time.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of its range.</exception>
    public static T Check<T>(T value, T least, T most)
        where T : struct, IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, string.Create(CultureInfo.InvariantCulture, $"The value must be {least} to {most}."));
}

using System.Globalization;

namespace Prefect.Flows;

/// <summary>Reads the text of an environment variable as the type of the attribute that it stands in for.</summary>
internal static class RuntimeOverride
{
    /// <exception cref="ArgumentException">The text is no value of the type.</exception>
    public static T Cast<T>(string variable, string text)
        where T : struct
    {
        object? value = typeof(T) switch
        {
            { } type when type == typeof(bool) => text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
            { } type when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int whole) ? whole : null,
            { } type when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
            { } type when type == typeof(DateTimeOffset) => Time(text),
            _ => null,
        };
        return value is T cast
            ? cast
            : throw new ArgumentException($"The environment variable {variable} is '{text}', which is no {Name(typeof(T))}. Set it to one, or unset it.", nameof(text));
    }

    /// <summary>A time without an offset counts as UTC.</summary>
    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static string Name(Type type) => type == typeof(int) ? "whole number" : type == typeof(DateTimeOffset) ? "time" : "number";
}

using System.Globalization;

namespace Prefect.Client;

internal static class SettingParser
{
    /// <summary>Says what a value was expected to be, or nothing where it is good.</summary>
    public static string? Expected(SettingDefinition definition, string text) => definition.Type switch
    {
        SettingType.Boolean when !TryBoolean(text, out _) => "true or false",
        SettingType.WholeNumber when !TryInteger(text, out long value) || !IsInRange(definition, value) => Range(definition, "a whole number"),
        SettingType.Number when !TryNumber(text, out double value) || !IsInRange(definition, value) => Range(definition, "a number"),
        SettingType.Url when !IsAddress(text) => "an address that starts with http:// or https://",
        SettingType.Path when text.Contains('\0', StringComparison.Ordinal) => "a path",
        SettingType.Choice when !definition.Choices.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            => "one of " + string.Join(", ", definition.Choices),
        SettingType.Duration when !IsDuration(text) => "seconds, or a duration such as PT1H",
        SettingType.NumberList when !IsNumberList(definition, text) => Range(definition, "a number, or numbers separated by commas,"),
        SettingType.TextList when SettingLists.TryTexts(text) is null => "texts separated by commas, or a JSON array of texts",
        SettingType.Map when SettingLists.TryMap(text) is null => "a JSON object whose values are texts",
        _ => null,
    };

    public static bool TryBoolean(string text, out bool value)
    {
        string word = text.Trim().ToUpperInvariant();
        value = word is "TRUE" or "1" or "YES" or "ON" or "Y" or "T";
        return value || word is "FALSE" or "0" or "NO" or "OFF" or "N" or "F";
    }

    public static bool TryInteger(string text, out long value)
        => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    public static bool TryNumber(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool IsInRange(SettingDefinition definition, double value)
        => value >= (definition.Minimum ?? double.MinValue) && value <= (definition.Maximum ?? double.MaxValue);

    private static bool IsNumberList(SettingDefinition definition, string text)
        => SettingLists.TryNumbers(text) is { } numbers && numbers.All(number => IsInRange(definition, number));

    /// <summary>Looks at no more than a mistyped address would get wrong.</summary>
    private static bool IsAddress(string text)
    {
        ReadOnlySpan<char> address = text.AsSpan().Trim();
        int host = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : address.Length;
        foreach (char c in address)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return false;
            }
        }

        return host < address.Length && address[host] is not ('/' or ':' or '?' or '#');
    }

    private static bool IsDuration(string text)
        => TryNumber(text, out _) || (text.Trim() is ['P' or 'p', _, ..] duration && duration.All(c => char.IsAsciiLetterOrDigit(c) || c == '.'));

    private static string Range(SettingDefinition definition, string noun) => (definition.Minimum, definition.Maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{noun} from {low} to {high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"{noun} of {low} or more"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"{noun} of {high} or less"),
        _ => noun.TrimEnd(','),
    };
}

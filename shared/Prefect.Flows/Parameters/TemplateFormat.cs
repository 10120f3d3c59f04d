using System.Globalization;

namespace Prefect.Flows;

/// <summary>
/// Writes a value in a format. Formats that Python has mean what they mean there (<c>&gt;10</c>, <c>.2f</c>, <c>04d</c>, and
/// <c>%Y-%m-%d</c> for times); all others are .NET's, as <c>yyyy-MM-dd</c> or <c>N0</c>.
/// </summary>
internal static class TemplateFormat
{
    /// <exception cref="FormatException">The value has no such format.</exception>
    public static string Apply(object? value, string format)
    {
        if (value is TemplateLookup)
        {
            throw new FormatException("it has members, so name one of them.");
        }

        if (value is DateTime or DateTimeOffset or DateOnly or TimeOnly && format.Contains('%', StringComparison.Ordinal) && format.Length > 1)
        {
            return TimeFormat.Apply(value, format);
        }

        bool isCustom = !format.AsSpan().ContainsAnyExcept("0.#,") && format != ",";
        if (isCustom && value is IFormattable or JsonFraction)
        {
            return DotNet(value, format);
        }

        if (FormatSpec.TryParse(format, out FormatSpec spec) && Takes(value, spec))
        {
            return Python(value, spec);
        }

        return DotNet(value, format);
    }

    private static bool Takes(object? value, in FormatSpec spec) => value switch
    {
        _ when ValueKinds.IsInteger(value) || ValueKinds.IsFraction(value) || value is JsonFraction => spec.Type is not 's',
        bool => spec.Type is '\0' or 'd' or 's',
        IFormattable => spec.Type == '\0' && spec.Precision is null && !spec.IsForNumbers,
        _ => spec.Type is '\0' or 's' && !spec.IsForNumbers,
    };

    private static string Python(object? value, in FormatSpec spec)
    {
        if (value is bool flag && spec.Type == 'd')
        {
            value = flag ? 1 : 0;
        }

        if (ValueKinds.IsInteger(value) || ValueKinds.IsFraction(value) || value is JsonFraction)
        {
            return NumberFormat.Apply(value!, spec);
        }

        string text = TemplateText.Of(value);
        return spec.Pad(spec.Precision is { } most && most < text.Length ? text[..most] : text, '<');
    }

    private static string DotNet(object? value, string format) => value switch
    {
        JsonFraction fraction => fraction.ToDouble().ToString(format, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        null => throw new FormatException("it is null."),
        _ => throw new FormatException($"a {TypeNames.Of(value.GetType())} has no such format."),
    };
}

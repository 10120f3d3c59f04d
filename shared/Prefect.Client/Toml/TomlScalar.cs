using System.Globalization;

namespace Prefect.Client.Toml;

/// <summary>A string, <see langword="long"/>, <see langword="double"/>, <see langword="bool"/>, or a date kept as its text.</summary>
internal sealed class TomlScalar(TomlKind kind, object value, int line = 0) : TomlNode(line)
{
    public TomlKind Kind { get; } = kind;

    public object Value { get; } = value;

    /// <summary>What the value would read in an environment variable.</summary>
    public string Text => Value switch
    {
        bool flag => flag ? "true" : "false",
        double number => FloatText(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };

    private static string FloatText(double number)
    {
        if (double.IsNaN(number))
        {
            return "nan";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "inf" : "-inf";
        }

        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}

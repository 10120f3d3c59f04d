using System.Globalization;
using System.Text.RegularExpressions;

namespace Prefect.Flows;

/// <summary>A format as Python writes them: fill, alignment, sign, width, grouping, precision, type.</summary>
internal readonly partial record struct FormatSpec
{
    private const int Widest = 10_000;

    public char Fill { get; private init; }

    public char Align { get; private init; }

    public char Sign { get; private init; }

    public bool IsAlternate { get; private init; }

    public int Width { get; private init; }

    public char Grouping { get; private init; }

    public int? Precision { get; private init; }

    public char Type { get; private init; }

    /// <summary>Whether it says something that only numbers have.</summary>
    public bool IsForNumbers => Sign != '\0' || IsAlternate || Grouping != '\0' || Align == '=';

    /// <exception cref="FormatException">A width or precision is out of range.</exception>
    public static bool TryParse(string format, out FormatSpec spec)
    {
        spec = default;
        Match match = Pattern.Match(format);
        if (!match.Success)
        {
            return false;
        }

        bool isZeroFilled = match.Groups["zero"].Success;
        spec = new FormatSpec
        {
            Fill = match.Groups["fill"] is { Success: true } fill ? fill.Value[0] : isZeroFilled ? '0' : ' ',
            Align = match.Groups["align"] is { Success: true } align ? align.Value[0] : isZeroFilled ? '=' : '\0',
            Sign = match.Groups["sign"] is { Success: true } sign ? sign.Value[0] : '\0',
            IsAlternate = match.Groups["alternate"].Success,
            Width = Number(match.Groups["width"]) ?? 0,
            Grouping = match.Groups["grouping"] is { Success: true } grouping ? grouping.Value[0] : '\0',
            Precision = Number(match.Groups["precision"]),
            Type = match.Groups["type"] is { Success: true } type ? type.Value[0] : '\0',
        };
        return true;
    }

    /// <summary>Fills a text up to the width.</summary>
    public string Pad(string text, char defaultAlign)
    {
        int missing = Width - text.Length;
        if (missing <= 0)
        {
            return text;
        }

        return (Align == '\0' ? defaultAlign : Align) switch
        {
            '>' or '=' => new string(Fill, missing) + text,
            '^' => new string(Fill, missing / 2) + text + new string(Fill, missing - (missing / 2)),
            _ => text + new string(Fill, missing),
        };
    }

    private static int? Number(Group group)
    {
        if (!group.Success || group.Length == 0)
        {
            return null;
        }

        return int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= Widest
            ? number
            : throw new FormatException($"{group.Value} is more than {Widest}.");
    }

    [GeneratedRegex(
        @"\A(?:(?<fill>.)(?=[<>=^]))?(?<align>[<>=^])?(?<sign>[+\- ])?(?<alternate>\#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<type>[bcdeEfFgGnosxX%])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Snowflake;

/// <summary>
/// Finds the places for parameters: those of Python's database interface (<c>%(name)s</c>, <c>%s</c>), or else <c>:name</c>, <c>:1</c> and
/// <c>?</c>. Texts, quoted names and comments have none, and neither have a path into a value (<c>column:name</c>) and a cast. Where there is
/// a place of Python's form, there are no others of names, and <c>%%</c> stands for a percent sign everywhere, as it does in Python.
/// </summary>
internal sealed partial class SqlPlaces
{
    private readonly string _operation;
    private readonly List<SqlPlace> _found = [];
    private bool _isPython;

    private SqlPlaces(string operation) => _operation = operation;

    /// <summary>The places, in order.</summary>
    public IReadOnlyList<SqlPlace> Found => _found;

    /// <summary>Finds the places of parameters by name.</summary>
    public static SqlPlaces Named(string operation)
    {
        SqlPlaces places = new(operation);
        places.Find(PythonPlace(), static match => new SqlPlace(0, 0, match.Groups["name"].Value, -1));
        if (places.Found.Count == 0)
        {
            places.Find(NamedPlace(), static match => new SqlPlace(0, 0, match.Groups["name"].Value, -1));
        }

        return places;
    }

    /// <summary>Finds the places of parameters by position.</summary>
    public static SqlPlaces Positional(string operation)
    {
        SqlPlaces places = new(operation);
        int next = 0;
        places.Find(PositionalPlace(), _ => new SqlPlace(0, 0, "", next++));
        if (places.Found.Count == 0)
        {
            places.Find(NumberedPlace(), static match =>
                int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out int number) && number > 0 ? new SqlPlace(0, 0, "", number - 1) : null);
        }

        return places;
    }

    /// <summary>Writes the operation with places as the service has them.</summary>
    /// <param name="count">How many values stand in a place: with more than one, it is a list.</param>
    public string Write(Func<SqlPlace, int> count)
    {
        if (_found.Count == 0)
        {
            return _operation;
        }

        StringBuilder sql = new(_operation.Length);
        int position = 0;
        foreach (SqlPlace place in _found)
        {
            Copy(sql, position, place.Start);
            sql.AppendJoin(", ", Enumerable.Repeat('?', count(place)));
            position = place.Start + place.Length;
        }

        Copy(sql, position, _operation.Length);
        return sql.ToString();
    }

    private void Copy(StringBuilder sql, int start, int end)
    {
        string text = _operation[start..end];
        sql.Append(_isPython ? text.Replace("%%", "%", StringComparison.Ordinal) : text);
    }

    private void Find(Regex form, Func<Match, SqlPlace?> read)
    {
        foreach (SqlPart part in SqlPart.Split(_operation).Where(static part => part.IsCode))
        {
            // The whole operation is looked at, from where the part begins: what stands before a place counts.
            for (Match match = form.Match(_operation, part.Start); match.Success && match.Index + match.Length <= part.Start + part.Length; match = match.NextMatch())
            {
                if (match.ValueSpan is "%%" || read(match) is not { } place)
                {
                    continue;
                }

                _isPython |= match.ValueSpan[0] == '%';
                _found.Add(place with { Start = match.Index, Length = match.Length });
            }
        }
    }

    [GeneratedRegex(@"%%|%\((?<name>[^)]+)\)s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PythonPlace();

    [GeneratedRegex(@"(?<![\w$""')\]:]):(?<name>[A-Za-z_]\w*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamedPlace();

    [GeneratedRegex(@"%%|%s(?!\w)|\?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PositionalPlace();

    [GeneratedRegex(@"(?<![\w$""')\]:]):(?<number>\d{1,5})(?!\w)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NumberedPlace();
}

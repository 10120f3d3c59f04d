using System.Text;

namespace Prefect.Gcp;

/// <summary>
/// Rewrites the places for parameters of Python's database interface into the service's own. Texts and comments of the query have none;
/// where there is any, <c>%%</c> stands for a percent sign everywhere, as it does in Python.
/// </summary>
internal sealed class SqlMarkers
{
    private readonly List<SqlMarker> _found = [];
    private readonly StringBuilder _sql = new();
    private readonly string _operation;
    private readonly bool _isNamed;

    private SqlMarkers(string operation, bool isNamed)
    {
        _operation = operation;
        _isNamed = isNamed;
        foreach (SqlPart part in SqlPart.Split(operation))
        {
            Add(operation.AsSpan(part.Start, part.Length), part.IsCode);
        }
    }

    /// <summary>The places, in order.</summary>
    public IReadOnlyList<SqlMarker> Found => _found;

    /// <summary>The query in the service's form: as it was given, when it has no place of Python's.</summary>
    public string Sql => _found.Count > 0 ? _sql.ToString() : _operation;

    public static SqlMarkers Named(string operation) => new(operation, isNamed: true);

    public static SqlMarkers Positional(string operation) => new(operation, isNamed: false);

    private void Add(ReadOnlySpan<char> text, bool isCode)
    {
        while (text.IndexOf('%') is >= 0 and int percent)
        {
            _sql.Append(text[..percent]);
            text = text[percent..];
            int length = isCode && !text.StartsWith("%%") ? TakeMarker(text) : 0;
            if (length == 0)
            {
                _sql.Append('%');
                length = text.StartsWith("%%") ? 2 : 1;
            }

            text = text[length..];
        }

        _sql.Append(text);
    }

    /// <summary>Takes a place and gives its length; 0 when there is none.</summary>
    private int TakeMarker(ReadOnlySpan<char> text)
    {
        if (!_isNamed && text.StartsWith("%s") && (text.Length == 2 || !(char.IsLetterOrDigit(text[2]) || text[2] == '_')))
        {
            _found.Add(new SqlMarker("", null));
            _sql.Append('?');
            return 2;
        }

        int end = text.IndexOf(")s");
        if (!text.StartsWith("%(") || end < 0)
        {
            return 0;
        }

        string inside = text[2..end].ToString();
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inside : inside[..colon];
        if (_isNamed == (name.Length == 0))
        {
            return 0;
        }

        _found.Add(new SqlMarker(name, colon < 0 ? null : BigQueryType.Parse(inside[(colon + 1)..])));
        _sql.Append(_isNamed ? $"@`{name}`" : "?");
        return end + 2;
    }
}

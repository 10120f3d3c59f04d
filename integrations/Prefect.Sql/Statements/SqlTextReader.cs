using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Prefect.Sql;

/// <summary>Walks through a statement once, from its first character to its last.</summary>
internal sealed class SqlTextReader(string text, SqlDialect dialect, SqlParameterStyle style)
{
    private readonly StringBuilder _command = new(text.Length + 16);
    private readonly List<string> _parameters = [];
    private string _verb = "";
    private bool _ended;
    private bool _hasSeveral;
    private bool _changes;
    private int _places;
    private int _at;

    public SqlText Read()
    {
        while (_at < text.Length)
        {
            int end = SqlQuotes.EndOf(text, _at, dialect);
            if (end > _at)
            {
                Note(text[_at], isComment: text[_at] is '-' or '/' or '#');
                Copy(end);
                continue;
            }

            if (!ReadParameter())
            {
                ReadOther();
            }
        }

        return new SqlText(_command.ToString(), [.. _parameters], _verb, _hasSeveral, _changes);
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private void Copy(int end)
    {
        _command.Append(text, _at, end - _at);
        _at = end;
    }

    private bool ReadParameter() => style switch
    {
        SqlParameterStyle.Named => text[_at] switch
        {
            ':' => ReadName(),
            '\\' when Peek(1) == ':' => Unescape(),
            _ => false,
        },
        SqlParameterStyle.Positional => ReadPlace(),
        _ => false,
    };

    private bool Unescape()
    {
        do
        {
            _command.Append(':');
            _at += 2;
        }
        while (_at < text.Length && text[_at] == '\\' && Peek(1) == ':');

        // What follows an escaped colon is no parameter: '\:name' is as much as ':name' in the database's own words.
        Copy(EndOfWord(_at));
        return true;
    }

    private bool ReadName()
    {
        if (Peek(1) == ':')
        {
            // A cast, and the name of its type.
            Copy(EndOfWord(_at + 2));
            return true;
        }

        int end = EndOfWord(_at + 1);
        if (end == _at + 1 || (_at > 0 && IsWord(text[_at - 1])))
        {
            return false;
        }

        Add(text[(_at + 1)..end]);
        _at = end;
        return true;
    }

    private bool ReadPlace()
    {
        switch (text[_at])
        {
            case '?' when Peek(1) == '?':
                _command.Append('?');
                _at += 2;
                return true;
            case '?':
                Add(Number(_places++));
                _at++;
                return true;
            case '%' when Peek(1) == 's' && !IsWord(Peek(2)):
                Add(Number(_places++));
                _at += 2;
                return true;
            case '$' when dialect.DollarQuotes && char.IsAsciiDigit(Peek(1)) && !(_at > 0 && IsWord(text[_at - 1])):
                return ReadNumbered();
            default:
                return false;
        }
    }

    private bool ReadNumbered()
    {
        int end = _at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (!int.TryParse(text.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0)
        {
            return false;
        }

        Add(Number(number - 1));
        _at = end;
        return true;
    }

    private static string Number(int place) => place.ToString(CultureInfo.InvariantCulture);

    private int EndOfWord(int from)
    {
        while (from < text.Length && IsWord(text[from]))
        {
            from++;
        }

        return from;
    }

    private void Add(string name)
    {
        int index = _parameters.IndexOf(name);
        if (index < 0)
        {
            index = _parameters.Count;
            _parameters.Add(name);
        }

        Note('p', isComment: false);
        _command.Append(dialect.ParameterMarker).Append('p').Append(index.ToString(CultureInfo.InvariantCulture));
    }

    private void ReadOther()
    {
        char character = text[_at];
        Note(character, isComment: false);
        if (!IsWord(character))
        {
            Copy(_at + 1);
            return;
        }

        int end = EndOfWord(_at);
        if (_verb.Length == 0)
        {
            _verb = text[_at..end].ToUpperInvariant();
            _changes = _verb is "INSERT" or "UPDATE" or "DELETE" or "REPLACE";
        }
        else if (_verb == "WITH" && !_changes)
        {
            _changes = text[_at..end].ToUpperInvariant() is "INSERT" or "UPDATE" or "DELETE";
        }

        Copy(end);
    }

    // A semicolon at the end is none of importance.
    private void Note(char character, bool isComment)
    {
        if (character == ';')
        {
            _ended = true;
        }
        else if (!isComment && !char.IsWhiteSpace(character))
        {
            _hasSeveral |= _ended;
        }
    }
}

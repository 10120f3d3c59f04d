using System.Text;

namespace Prefect.Client;

/// <summary>Reads <c>.env</c> files as Python's dotenv does: quotes, comments, <c>export</c>, <c>${NAME}</c> and <c>${NAME:-default}</c>.</summary>
internal sealed class DotEnvFile
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Dictionary<string, (string Value, int Line)> _values = new(StringComparer.Ordinal);
    private int _position;
    private bool _hasOpenQuote;

    private DotEnvFile(string text, IReadOnlyDictionary<string, string> environment)
    {
        _text = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF');
        _environment = environment;
    }

    /// <summary>Reads every line that assigns something, and passes over the rest.</summary>
    public static IReadOnlyDictionary<string, (string Value, int Line)> Read(string text, IReadOnlyDictionary<string, string> environment)
    {
        DotEnvFile file = new(text, environment);
        int line = 1;
        while (file._position < file._text.Length)
        {
            int start = file._position;
            file.ReadLine(line);
            line += file._text.AsSpan(start, file._position - start).Count('\n');
        }

        return file._values;
    }

    private void ReadLine(int line)
    {
        int end = _text.IndexOf('\n', _position) is var found and >= 0 ? found : _text.Length;
        ReadOnlySpan<char> content = _text.AsSpan(_position, end - _position);
        int equals = content.IndexOf('=');
        string key = equals < 0 ? "" : Key(content[..equals]);
        if (key.Length == 0)
        {
            _position = Math.Min(end + 1, _text.Length);
            return;
        }

        _position += equals + 1;
        while (_position < end && _text[_position] is ' ' or '\t')
        {
            _position++;
        }

        bool isQuoted = !_hasOpenQuote && _position < end && _text[_position] is '"' or '\'';
        string value = isQuoted ? Quoted(end) : Unquoted(end);
        _values[key] = (value, line);
        int rest = _text.IndexOf('\n', Math.Min(_position, _text.Length));
        _position = rest < 0 ? _text.Length : rest + 1;
    }

    private static string Key(ReadOnlySpan<char> left)
    {
        left = left.Trim();
        if (left.StartsWith("export ", StringComparison.Ordinal))
        {
            left = left[7..].Trim();
        }

        left = left.Trim('\'');
        return left.StartsWith('#') || left.ContainsAny(' ', '\t', '#') ? "" : left.ToString();
    }

    private string Unquoted(int end)
    {
        string value = _text[_position..end];
        _position = end;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '#' && (i == 0 || char.IsWhiteSpace(value[i - 1])))
            {
                value = value[..i];
            }
        }

        return Interpolate(value.Trim());
    }

    private string Quoted(int end)
    {
        char quote = _text[_position];
        StringBuilder value = new();
        int i = _position + 1;
        while (i < _text.Length && _text[i] != quote)
        {
            bool isEscape = _text[i] == '\\' && i + 1 < _text.Length;
            value.Append(isEscape ? Unescape(quote, _text[i + 1]) : _text[i].ToString());
            i += isEscape ? 2 : 1;
        }

        if (i >= _text.Length)
        {
            _hasOpenQuote = true;
            return Unquoted(end);
        }

        _position = i + 1;
        return quote == '"' ? Interpolate(value.ToString()) : value.ToString();
    }

    private static string Unescape(char quote, char escaped) => (quote, escaped) switch
    {
        (_, '\\') => "\\",
        (_, '\'') when quote == '\'' => "'",
        ('"', '"') => "\"",
        ('"', '\'') => "'",
        ('"', 'n') => "\n",
        ('"', 'r') => "\r",
        ('"', 't') => "\t",
        _ => "\\" + escaped,
    };

    private string Interpolate(string value)
    {
        int open = value.IndexOf("${", StringComparison.Ordinal);
        if (open < 0)
        {
            return value;
        }

        StringBuilder result = new();
        int from = 0;
        while (open >= 0 && value.IndexOf('}', open) is var close and > 0)
        {
            string name = value[(open + 2)..close];
            int fallback = name.IndexOf(":-", StringComparison.Ordinal);
            result.Append(value, from, open - from)
                .Append(Lookup(fallback < 0 ? name : name[..fallback]) ?? (fallback < 0 ? "" : name[(fallback + 2)..]));
            from = close + 1;
            open = value.IndexOf("${", from, StringComparison.Ordinal);
        }

        return result.Append(value, from, value.Length - from).ToString();
    }

    private string? Lookup(string name)
        => _environment.TryGetValue(name, out string? value) ? value
            : _values.TryGetValue(name, out (string Value, int Line) earlier) ? earlier.Value
            : null;
}

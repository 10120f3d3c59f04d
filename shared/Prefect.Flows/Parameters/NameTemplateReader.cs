using System.Text;

namespace Prefect.Flows;

/// <summary>Takes a template apart.</summary>
internal sealed class NameTemplateReader(string text, string? whole = null)
{
    private readonly List<NamePart> _parts = [];
    private readonly StringBuilder _text = new();
    private int _at;

    public IReadOnlyList<NamePart> Read(bool isNested)
    {
        while (_at < text.Length)
        {
            char current = text[_at];
            if (current is '{' or '}' && Next == current && !isNested)
            {
                _text.Append(current);
                _at += 2;
            }
            else if (current == '{')
            {
                FlushText();
                _parts.Add(new NamePart(null, ReadField(isNested)));
            }
            else if (current == '}')
            {
                throw Malformed("has a '}' that closes nothing; write }} for a brace that is meant as such");
            }
            else
            {
                _text.Append(current);
                _at++;
            }
        }

        FlushText();
        return _parts;
    }

    private char Next => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private void FlushText()
    {
        if (_text.Length > 0)
        {
            _parts.Add(new NamePart(_text.ToString(), null));
            _text.Clear();
        }
    }

    private NameField ReadField(bool isNested)
    {
        int end = FindEnd();
        string content = text[(_at + 1)..end];
        _at = end + 1;
        int afterPath = EndOfPath(content);
        string rest = content[afterPath..];
        char conversion = '\0';
        if (rest.StartsWith('!'))
        {
            if (rest.Length < 2 || rest[1] is not ('r' or 's' or 'a') || (rest.Length > 2 && rest[2] != ':'))
            {
                throw Malformed($"has '{rest}', but after '!' stands r, s or a");
            }

            conversion = rest[1];
            rest = rest[2..];
        }

        string format = rest.Length > 0 ? rest[1..] : "";
        if (isNested && format.Contains('{', StringComparison.Ordinal))
        {
            throw Malformed("nests braces more than two deep");
        }

        return new NameField(whole ?? text, ReadPath(content[..afterPath]), conversion, format);
    }

    /// <summary>Finds the brace that closes the field; a key in brackets may hold braces.</summary>
    private int FindEnd()
    {
        int depth = 0;
        bool inKey = false;
        bool inFormat = false;
        for (int index = _at; index < text.Length; index++)
        {
            char current = text[index];
            inKey = !inFormat && (inKey ? current != ']' : current == '[');
            inFormat |= !inKey && current == ':';
            depth += inKey ? 0 : current switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return index;
            }
        }

        throw Malformed("has a '{' that is never closed; write {{ for a brace that is meant as such");
    }

    private static int EndOfPath(string content)
    {
        bool inKey = false;
        for (int index = 0; index < content.Length; index++)
        {
            inKey = inKey ? content[index] != ']' : content[index] == '[';
            if (!inKey && content[index] is '!' or ':')
            {
                return index;
            }
        }

        return content.Length;
    }

    private NameStep[] ReadPath(string path)
    {
        List<NameStep> steps = [];
        int at = 0;
        while (at < path.Length)
        {
            bool isKey = path[at] == '[';
            int begin = isKey || (path[at] == '.' && steps.Count > 0) ? at + 1 : at;
            int end = isKey ? path.IndexOf(']', begin) : path.AsSpan(begin).IndexOfAny('.', '[') is var stop and >= 0 ? begin + stop : path.Length;
            if (end < 0)
            {
                throw Malformed($"has '{{{path}}}', in which a '[' is never closed");
            }

            steps.Add(new NameStep(path[begin..end], isKey));
            at = isKey ? end + 1 : end;
            if (isKey && at < path.Length && path[at] is not ('.' or '['))
            {
                throw Malformed($"has '{{{path}}}', in which something follows ']' that is neither '.' nor '['");
            }
        }

        if (steps.Count == 0 || steps[0].IsKey || char.IsAsciiDigit(steps[0].Name.FirstOrDefault()))
        {
            throw Malformed($"has '{{{path}}}', which names nothing; fields are called by name");
        }

        return steps.Exists(step => step.Name.Length == 0 || (!step.IsKey && step.Name.AsSpan().ContainsAny("{}] ")))
            ? throw Malformed($"has '{{{path}}}', which is no name")
            : [.. steps];
    }

    private ArgumentException Malformed(string what) => TemplateErrors.In(whole ?? text, what);
}

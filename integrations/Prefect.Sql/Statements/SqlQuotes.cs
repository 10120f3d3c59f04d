namespace Prefect.Sql;

/// <summary>What of a statement is no SQL: texts and names in quotes, and comments.</summary>
internal static class SqlQuotes
{
    /// <summary>The end of what begins at a place; the place itself where nothing of the kind does. What is not closed goes to the end.</summary>
    public static int EndOf(string text, int at, SqlDialect dialect) => text[at] switch
    {
        '\'' => EndOfQuote(text, at, '\'', dialect.BackslashEscapes || IsEscapeString(text, at, dialect)),
        '"' => EndOfQuote(text, at, '"', dialect.BackslashEscapes),
        '`' => EndOfQuote(text, at, '`', escapes: false),
        '[' when dialect.BracketQuotes => EndOfQuote(text, at, ']', escapes: false),
        '-' when Follows(text, at, "--") => EndOfLine(text, at),
        '#' when dialect.HashComments => EndOfLine(text, at),
        '/' when Follows(text, at, "/*") => EndOfComment(text, at, dialect.NestedComments),
        '$' when dialect.DollarQuotes => EndOfDollarQuote(text, at),
        _ => at,
    };

    private static bool Follows(string text, int at, string mark) => text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal);

    // PostgreSQL's E'…'.
    private static bool IsEscapeString(string text, int at, SqlDialect dialect) =>
        dialect.DollarQuotes && at > 0 && text[at - 1] is 'e' or 'E' && (at == 1 || !IsWord(text[at - 2]));

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';

    private static int EndOfQuote(string text, int at, char quote, bool escapes)
    {
        for (int index = at + 1; index < text.Length; index++)
        {
            if (escapes && text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == quote)
            {
                if (index + 1 >= text.Length || text[index + 1] != quote)
                {
                    return index + 1;
                }

                index++;
            }
        }

        return text.Length;
    }

    private static int EndOfLine(string text, int at)
    {
        int end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    private static int EndOfComment(string text, int at, bool nested)
    {
        int depth = 1;
        int index = at + 2;
        while (index < text.Length && depth > 0)
        {
            int step = Follows(text, index, "*/") ? -1 : nested && Follows(text, index, "/*") ? 1 : 0;
            depth += step;
            index += step == 0 ? 1 : 2;
        }

        return index;
    }

    private static int EndOfDollarQuote(string text, int at)
    {
        int tag = at + 1;
        while (tag < text.Length && (char.IsLetterOrDigit(text[tag]) || text[tag] == '_'))
        {
            tag++;
        }

        bool begins = tag < text.Length && text[tag] == '$'
            && !(tag > at + 1 && char.IsAsciiDigit(text[at + 1]))
            && !(at > 0 && IsWord(text[at - 1]));
        if (!begins)
        {
            return at;
        }

        string mark = text[at..(tag + 1)];
        int end = text.IndexOf(mark, tag + 1, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + mark.Length;
    }
}

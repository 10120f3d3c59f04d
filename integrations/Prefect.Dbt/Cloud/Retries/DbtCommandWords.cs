namespace Prefect.Dbt;

/// <summary>The words of a command line, as a shell of Unix splits it, with their places in it.</summary>
internal static class DbtCommandWords
{
    /// <summary>Splits; null where a quotation does not end.</summary>
    public static IReadOnlyList<DbtCommandWord>? Split(string command)
    {
        List<DbtCommandWord> words = [];
        for (int at = Skip(command, 0); at < command.Length; at = Skip(command, at))
        {
            if (Read(command, at) is not { } word)
            {
                return null;
            }

            words.Add(word);
            at = word.End;
        }

        return words;
    }

    private static int Skip(string command, int at)
    {
        while (at < command.Length && char.IsWhiteSpace(command[at]))
        {
            at++;
        }

        return at;
    }

    private static DbtCommandWord? Read(string command, int start)
    {
        System.Text.StringBuilder text = new();
        char? quote = null;
        int at = start;
        for (; at < command.Length && (quote is not null || !char.IsWhiteSpace(command[at])); at++)
        {
            char character = command[at];
            if (character == '\\' && quote != '\'')
            {
                if (++at == command.Length)
                {
                    return null;
                }

                // Between double quotes a backslash stands before few others than itself.
                text.Append(quote == '"' && command[at] is not ('"' or '\\') ? "\\" : "").Append(command[at]);
            }
            else if (quote is null && character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == quote)
            {
                quote = null;
            }
            else
            {
                text.Append(character);
            }
        }

        return quote is null ? new(text.ToString(), start, at) : null;
    }
}

using System.Text;

namespace Prefect.Http;

/// <summary>Commands as they are written in one line.</summary>
public static class CommandLine
{
    /// <summary>
    /// Splits a line into words by the rules of a POSIX shell, without expanding anything. Between double quotes a backslash stands for
    /// itself, save before a double quote or another backslash: so does Prefect in Python.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    /// <exception cref="FormatException">A quotation is not closed, or nothing follows a backslash.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        List<string> words = [];
        StringBuilder? word = null;
        for (int at = 0; at < line.Length; at++)
        {
            char letter = line[at];
            if (letter is ' ' or '\t' or '\r' or '\n')
            {
                Finish(words, ref word);
                continue;
            }

            word ??= new StringBuilder();
            at = letter switch
            {
                '\'' => Literal(line, at, word),
                '"' => Quoted(line, at, word),
                '\\' => Escaped(line, at, word),
                _ => Plain(letter, at, word),
            };
        }

        Finish(words, ref word);
        return words;
    }

    private static void Finish(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }

    private static int Plain(char letter, int at, StringBuilder word)
    {
        word.Append(letter);
        return at;
    }

    private static int Escaped(string line, int at, StringBuilder word)
    {
        if (at + 1 >= line.Length)
        {
            throw Open("a backslash ends it");
        }

        word.Append(line[at + 1]);
        return at + 1;
    }

    private static int Literal(string line, int at, StringBuilder word)
    {
        int end = line.IndexOf('\'', at + 1);
        word.Append(end < 0 ? throw Open("a quotation is not closed") : line[(at + 1)..end]);
        return end;
    }

    private static int Quoted(string line, int at, StringBuilder word)
    {
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            bool escapes = line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\';
            at += escapes ? 1 : 0;
            word.Append(line[at]);
        }

        return at < line.Length ? at : throw Open("a quotation is not closed");
    }

    private static FormatException Open(string why) => new($"The command cannot be split into words: {why}.");
}

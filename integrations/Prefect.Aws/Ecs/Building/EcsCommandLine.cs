using System.Text;

namespace Prefect.Aws;

/// <summary>Splits a command line into words as a POSIX shell does, without expanding anything.</summary>
internal static class EcsCommandLine
{
    /// <exception cref="AwsConfigurationException">A quotation is not closed, or nothing follows a backslash.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
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

    private static AwsConfigurationException Open(string why) => new("command", $"The command cannot be split into words: {why}.");
}

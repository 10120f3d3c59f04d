using System.Text;

namespace Prefect.Gcp;

/// <summary>Splits a command line into words as a POSIX shell does, without expanding anything.</summary>
internal static class GcpCommandLine
{
    private const string Escapable = "\"\\$`\n";

    /// <param name="line">The command line.</param>
    /// <param name="field">The property that it stands in.</param>
    /// <exception cref="GcpConfigurationException">A quotation is not closed, or nothing follows a backslash.</exception>
    public static IReadOnlyList<string> Split(string line, string field)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isInWord = false;
        char quote = '\0';
        for (int at = 0; at < line.Length; at++)
        {
            char letter = line[at];
            bool escapes = letter == '\\' && (quote == '\0' || (quote == '"' && at + 1 < line.Length && Escapable.Contains(line[at + 1], StringComparison.Ordinal)));
            if (escapes)
            {
                at++;
                word.Append(at < line.Length ? line[at] : throw Open(field, "a backslash ends it"));
                isInWord = true;
            }
            else if (letter == quote || (quote == '\0' && letter is '\'' or '"'))
            {
                quote = quote == '\0' ? letter : '\0';
                isInWord = true;
            }
            else if (quote == '\0' && letter is ' ' or '\t' or '\r' or '\n')
            {
                Finish(words, word, isInWord);
                isInWord = false;
            }
            else
            {
                word.Append(letter);
                isInWord = true;
            }
        }

        Finish(words, word, isInWord);
        return quote == '\0' ? words : throw Open(field, "a quotation is not closed");
    }

    private static void Finish(List<string> words, StringBuilder word, bool isInWord)
    {
        if (isInWord)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static GcpConfigurationException Open(string field, string why) => new(field, $"{field} cannot be split into words: {why}.");
}

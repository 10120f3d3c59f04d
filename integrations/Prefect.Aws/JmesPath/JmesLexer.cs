using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Cuts a JMESPath expression into words.</summary>
internal static class JmesLexer
{
    private static readonly string[] s_symbols =
        ["[?", "||", "&&", "==", "!=", "<=", ">=", "[]", "[", "]", "{", "}", "(", ")", ".", ",", ":", "*", "@", "<", ">", "!", "|", "&"];

    public static List<JmesToken> Read(string text)
    {
        List<JmesToken> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
                continue;
            }

            tokens.Add(ReadOne(text, at, out at));
        }

        tokens.Add(new JmesToken(JmesTokenKind.End, "", text.Length));
        return tokens;
    }

    private static JmesToken ReadOne(string text, int at, out int end)
    {
        char first = text[at];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            end = Span(text, at, character => char.IsAsciiLetterOrDigit(character) || character == '_');
            return new JmesToken(JmesTokenKind.Name, text[at..end], at);
        }

        if (char.IsAsciiDigit(first) || (first == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            end = Span(text, at + 1, char.IsAsciiDigit);
            return new JmesToken(JmesTokenKind.Number, text[at..end], at);
        }

        switch (first)
        {
            case '"':
                string name = Quoted(text, at, out end);
                return new JmesToken(JmesTokenKind.QuotedName, (string?)Parse(name, at) ?? "", at);
            case '\'':
                string raw = Quoted(text, at, out end)[1..^1].Replace("\\'", "'", StringComparison.Ordinal);
                return new JmesToken(JmesTokenKind.Literal, raw, at, JsonValue.Create(raw));
            case '`':
                string json = Quoted(text, at, out end)[1..^1].Replace("\\`", "`", StringComparison.Ordinal);
                return new JmesToken(JmesTokenKind.Literal, json, at, Literal(json, at));
            default:
                return Symbol(text, at, out end);
        }
    }

    private static JmesToken Symbol(string text, int at, out int end)
    {
        string symbol = Array.Find(s_symbols, symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            ?? throw new JmesPathException($"The character '{text[at]}' at position {at} of the JMESPath query cannot stand there.", at);
        end = at + symbol.Length;
        return new JmesToken(JmesTokenKind.Symbol, symbol, at);
    }

    private static int Span(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }

    private static string Quoted(string text, int at, out int end)
    {
        char quote = text[at];
        for (int next = at + 1; next < text.Length; next++)
        {
            if (text[next] == '\\')
            {
                next++;
            }
            else if (text[next] == quote)
            {
                end = next + 1;
                return text[at..end];
            }
        }

        throw new JmesPathException($"The {quote} at position {at} of the JMESPath query has no counterpart.", at);
    }

    // Text that is no JSON stands for itself, as older versions of the language have it.
    private static JsonNode? Literal(string json, int at)
    {
        string trimmed = json.Trim();
        bool looksLikeJson = trimmed.Length > 0 && (trimmed[0] is '"' or '[' or '{' or '-' || char.IsAsciiDigit(trimmed[0]) || trimmed is "true" or "false" or "null");
        return looksLikeJson ? Parse(trimmed, at) : JsonValue.Create(trimmed);
    }

    private static JsonNode? Parse(string json, int at)
    {
        try
        {
            // Names that stand twice and halves of characters are found only when they are looked at.
            JsonNode? value = JsonNode.Parse(json);
            return JmesValue.AreEqual(value, value) ? value : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new JmesPathException($"What stands at position {at} of the JMESPath query is no JSON.", at);
        }
    }
}

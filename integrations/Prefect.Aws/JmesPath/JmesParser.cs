namespace Prefect.Aws;

/// <summary>Reads a JMESPath expression, by operator precedence.</summary>
internal sealed partial class JmesParser
{
    private const int DeepestNesting = 200;
    private static readonly JmesCurrent s_current = new();

    private readonly List<JmesToken> _tokens;
    private int _at;
    private int _depth;

    private JmesParser(string text) => _tokens = JmesLexer.Read(text);

    private JmesToken Next => _tokens[_at];

    /// <exception cref="JmesPathException">The text is no expression.</exception>
    public static JmesNode Parse(string text)
    {
        JmesParser parser = new(text);
        JmesNode node = parser.ParseExpression(JmesPower.None);
        return parser.Next.Kind == JmesTokenKind.End ? node : throw parser.Unexpected();
    }

    /// <summary>Reads on as long as what follows binds stronger than what stands before.</summary>
    private JmesNode ParseExpression(JmesPower before)
    {
        if (++_depth > DeepestNesting)
        {
            throw new JmesPathException($"The JMESPath query nests deeper than {DeepestNesting} levels.", Next.Position);
        }

        JmesNode node = ParseFirst();
        while (PowerOf(Next) > before)
        {
            node = ParseNext(node);
        }

        _depth--;
        return node;
    }

    private JmesNode ParseFirst()
    {
        JmesToken token = Next;
        switch (token.Kind)
        {
            case JmesTokenKind.Literal:
                _at++;
                return new JmesLiteral(token.Value);
            case JmesTokenKind.Name or JmesTokenKind.QuotedName:
                return ParseName();
            case JmesTokenKind.Symbol:
                return ParseFirstSymbol(token.Text);
            default:
                throw Unexpected();
        }
    }

    private JmesNode ParseFirstSymbol(string symbol)
    {
        switch (symbol)
        {
            case "@":
                _at++;
                return s_current;
            case "*" or "[?" or "[]":
                return ParseNextSymbol(s_current, symbol);
            case "[":
                _at++;
                return IsPlace(Next) || (Next.Is("*") && _tokens[_at + 1].Is("]")) ? ParseBrackets(s_current) : ParseList();
            case "{":
                _at++;
                return ParseObject();
            case "!":
                _at++;
                return new JmesNot(ParseExpression(JmesPower.Not));
            case "(":
                _at++;
                JmesNode node = ParseExpression(JmesPower.None);
                Expect(")");
                return node;
            default:
                throw Unexpected();
        }
    }

    private JmesNode ParseNext(JmesNode left) =>
        Next.Kind == JmesTokenKind.Symbol ? ParseNextSymbol(left, Next.Text) : throw Unexpected();

    private JmesNode ParseNextSymbol(JmesNode left, string symbol)
    {
        _at++;
        switch (symbol)
        {
            case "|":
                return new JmesChain(left, ParseExpression(JmesPower.Pipe));
            case "||":
                return new JmesOr(left, ParseExpression(JmesPower.Or));
            case "&&":
                return new JmesAnd(left, ParseExpression(JmesPower.And));
            case "==" or "!=" or "<" or "<=" or ">" or ">=":
                return new JmesComparison(symbol, left, ParseExpression(JmesPower.Comparison));
            case "." when Take("*"):
                return new JmesProjection(new JmesValues(left), null, ParseEach(JmesPower.Star));
            case ".":
                return Join(left, ParseMember(JmesPower.Dot));
            case "*":
                return new JmesProjection(new JmesValues(left), null, ParseEach(JmesPower.Star));
            case "[]":
                // A flattening ends the projections before it, and begins a new one over all their items.
                return new JmesProjection(new JmesFlatten(left), null, ParseEach(JmesPower.Flatten));
            case "[?":
                JmesNode condition = ParseExpression(JmesPower.None);
                Expect("]");
                return new JmesProjection(left, condition, ParseEach(JmesPower.Filter));
            default:
                return ParseBrackets(left);
        }
    }

    private bool Take(string symbol)
    {
        if (!Next.Is(symbol))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw new JmesPathException(
                $"At position {Next.Position} of the JMESPath query stands {Next} where '{symbol}' was expected.", Next.Position);
        }
    }

    private static JmesNode Join(JmesNode first, JmesNode then) => first is JmesCurrent ? then : new JmesChain(first, then);

    private JmesPathException Unexpected() =>
        new($"{Next} at position {Next.Position} of the JMESPath query cannot stand there.", Next.Position);
}

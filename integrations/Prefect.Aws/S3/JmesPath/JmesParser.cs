using System.Globalization;

namespace Prefect.Aws;

/// <summary>Reads a JMESPath expression, by operator precedence.</summary>
internal sealed class JmesParser
{
    private const int DeepestNesting = 100;
    private static readonly JmesCurrent s_current = new();

    private readonly List<JmesToken> _tokens;
    private int _at;
    private int _depth;

    private JmesParser(string text) => _tokens = JmesLexer.Read(text);

    private JmesToken Next => _tokens[_at];

    /// <exception cref="JmesPathException">The text is no expression, or uses what is not supported.</exception>
    public static JmesNode Parse(string text)
    {
        JmesParser parser = new(text);
        JmesNode node = parser.ParsePipe();
        return parser.Next.Kind == JmesTokenKind.End ? node : throw parser.Unexpected();
    }

    private JmesNode ParsePipe()
    {
        if (++_depth > DeepestNesting)
        {
            throw new JmesPathException($"The JMESPath query nests deeper than {DeepestNesting} levels.", Next.Position);
        }

        JmesNode node = ParseOr();
        while (Take("|"))
        {
            node = new JmesPipe(node, ParseOr());
        }

        _depth--;
        return node;
    }

    private JmesNode ParseOr()
    {
        JmesNode node = ParseAnd();
        while (Take("||"))
        {
            node = new JmesOr(node, ParseAnd());
        }

        return node;
    }

    private JmesNode ParseAnd()
    {
        JmesNode node = ParseComparison();
        while (Take("&&"))
        {
            node = new JmesAnd(node, ParseComparison());
        }

        return node;
    }

    private JmesNode ParseComparison()
    {
        JmesNode node = ParseNot();
        if (Next is { Kind: JmesTokenKind.Symbol, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
        {
            string comparison = Next.Text;
            _at++;
            return new JmesComparison(comparison, node, ParseNot());
        }

        return node;
    }

    private JmesNode ParseNot()
    {
        int negations = 0;
        while (Take("!"))
        {
            negations++;
        }

        JmesNode node = ParseSteps(ParsePrimary());
        return negations == 0 ? node : negations % 2 == 1 ? new JmesNot(node) : new JmesNot(new JmesNot(node));
    }

    private JmesNode ParsePrimary()
    {
        JmesToken token = Next;
        switch (token.Kind)
        {
            case JmesTokenKind.Literal:
                _at++;
                return new JmesLiteral(token.Value);
            case JmesTokenKind.Name:
                return ParseName();
            case JmesTokenKind.Symbol when token.Text is "[" or "[?" or "[]":
                return s_current;
            case JmesTokenKind.Symbol when token.Text == "*":
                _at++;
                return ParseProjection(new JmesValues(s_current), null);
        }

        if (Take("@"))
        {
            return s_current;
        }

        if (Take("{"))
        {
            return ParseObject();
        }

        if (Take("("))
        {
            JmesNode node = ParsePipe();
            Expect(")");
            return node;
        }

        throw Unexpected();
    }

    private JmesNode ParseName()
    {
        JmesToken name = Next;
        _at++;
        if (!Take("("))
        {
            return new JmesField(name.Text);
        }

        JmesFunction function = JmesFunction.Find(name.Text, name.Position);
        List<JmesNode> arguments = [];
        while (!Take(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",");
            }

            arguments.Add(ParsePipe());
        }

        return arguments.Count == function.Arguments
            ? new JmesCall(function, arguments)
            : throw new JmesPathException(
                $"{function.Name}() at position {name.Position} of the JMESPath query takes {function.Arguments} arguments, not {arguments.Count}.",
                name.Position);
    }

    private JmesObject ParseObject()
    {
        List<KeyValuePair<string, JmesNode>> members = [];
        do
        {
            JmesToken name = Next;
            if (name.Kind != JmesTokenKind.Name)
            {
                throw Unexpected();
            }

            _at++;
            Expect(":");
            members.Add(KeyValuePair.Create(name.Text, ParsePipe()));
        }
        while (Take(","));
        Expect("}");
        return new JmesObject(members);
    }

    /// <summary>Reads what follows a value: fields, indexes, and projections, which take all the rest into each of their items.</summary>
    private JmesNode ParseSteps(JmesNode node)
    {
        while (true)
        {
            if (Take("."))
            {
                node = ParseMember(node);
            }
            else if (Take("[]"))
            {
                // A flattening ends the projections before it, and begins a new one over all their items.
                node = ParseProjection(new JmesFlatten(node), null);
            }
            else if (Take("[?"))
            {
                JmesNode condition = ParsePipe();
                Expect("]");
                node = ParseProjection(node, condition);
            }
            else if (Take("["))
            {
                node = ParseBrackets(node);
            }
            else
            {
                return node;
            }
        }
    }

    private JmesNode ParseMember(JmesNode node)
    {
        if (Take("*"))
        {
            return ParseProjection(new JmesValues(node), null);
        }

        if (Take("{"))
        {
            return new JmesChain(node, ParseObject());
        }

        return Next.Kind == JmesTokenKind.Name ? Join(node, ParseName()) : throw Unexpected();
    }

    private JmesIndex ParseIndex()
    {
        JmesToken token = Next;
        if (token.Kind != JmesTokenKind.Number || !int.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
        {
            throw new JmesPathException(
                $"{token} at position {token.Position} of the JMESPath query is not supported: between brackets may stand a condition after '?', '*', or an index.",
                token.Position);
        }

        _at++;
        Expect("]");
        return new JmesIndex(index);
    }

    /// <summary>Reads the steps that are taken on each item. A flattening is none of them.</summary>
    private JmesProjection ParseProjection(JmesNode source, JmesNode? condition)
    {
        JmesNode each = s_current;
        while (Next is { Kind: JmesTokenKind.Symbol, Text: "." or "[" or "[?" })
        {
            each = ParseItemStep(each);
        }

        return new JmesProjection(source, condition, each);
    }

    private JmesNode ParseItemStep(JmesNode each)
    {
        if (Take("."))
        {
            return ParseMember(each);
        }

        if (Take("["))
        {
            return ParseBrackets(each);
        }

        Expect("[?");
        JmesNode condition = ParsePipe();
        Expect("]");
        return ParseProjection(each, condition);
    }

    private JmesNode ParseBrackets(JmesNode node)
    {
        if (!Take("*"))
        {
            return Join(node, ParseIndex());
        }

        Expect("]");
        return ParseProjection(node, null);
    }

    private static JmesNode Join(JmesNode first, JmesNode then) => first is JmesCurrent ? then : new JmesChain(first, then);

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

    private JmesPathException Unexpected() =>
        new($"{Next} at position {Next.Position} of the JMESPath query cannot stand there, or is not supported.", Next.Position);
}

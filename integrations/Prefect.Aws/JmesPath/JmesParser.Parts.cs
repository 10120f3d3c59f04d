using System.Globalization;

namespace Prefect.Aws;

internal sealed partial class JmesParser
{
    private JmesNode ParseName()
    {
        JmesToken name = Next;
        _at++;
        if (name.Kind == JmesTokenKind.QuotedName || !Take("("))
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

            arguments.Add(Take("&") ? new JmesReference(ParseExpression(JmesPower.None)) : ParseExpression(JmesPower.None));
        }

        function.Check(arguments, name.Position);
        return new JmesCall(function, arguments, name.Position);
    }

    private JmesList ParseList()
    {
        List<JmesNode> items = [];
        do
        {
            items.Add(ParseExpression(JmesPower.None));
        }
        while (Take(","));
        Expect("]");
        return new JmesList(items);
    }

    private JmesObject ParseObject()
    {
        List<KeyValuePair<string, JmesNode>> members = [];
        do
        {
            JmesToken name = Next;
            if (!name.IsName)
            {
                throw Unexpected();
            }

            _at++;
            Expect(":");
            members.Add(KeyValuePair.Create(name.Text, ParseExpression(JmesPower.None)));
        }
        while (Take(","));
        Expect("}");
        return new JmesObject(members);
    }

    /// <summary>Reads what may follow a dot, and what binds to it.</summary>
    private JmesNode ParseMember(JmesPower power)
    {
        if (Take("["))
        {
            return ParseList();
        }

        if (Take("{"))
        {
            return ParseObject();
        }

        return Next.IsName || Next.Is("*") ? ParseExpression(power) : throw Unexpected();
    }

    /// <summary>Reads what a projection does to each of its items: all that follows, up to an operator that ends projections.</summary>
    private JmesNode ParseEach(JmesPower power)
    {
        if (PowerOf(Next) < JmesPower.EndsProjection)
        {
            return s_current;
        }

        if (Take("."))
        {
            return ParseMember(power);
        }

        return Next.Is("[") || Next.Is("[?") ? ParseExpression(power) : throw Unexpected();
    }

    private JmesNode ParseBrackets(JmesNode source)
    {
        if (Take("*"))
        {
            Expect("]");
            return new JmesProjection(source, null, ParseEach(JmesPower.Star));
        }

        int position = Next.Position;
        long? first = TakePlace();
        if (!Next.Is(":"))
        {
            JmesIndex index = new(first ?? throw Unexpected());
            Expect("]");
            return Join(source, index);
        }

        _at++;
        long? stop = TakePlace();
        long? step = Take(":") ? TakePlace() : null;
        Expect("]");
        return step == 0
            ? throw new JmesPathException($"The step of the slice at position {position} of the JMESPath query is 0.", position)
            : new JmesProjection(new JmesSlice(source, first, stop, step ?? 1), null, ParseEach(JmesPower.Star));
    }

    private static bool IsPlace(JmesToken token) => token.Kind == JmesTokenKind.Number || token.Is(":");

    // No list is longer than an int can count, so that larger places are all alike.
    private long? TakePlace()
    {
        if (Next.Kind != JmesTokenKind.Number)
        {
            return null;
        }

        string text = Next.Text;
        _at++;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long place)
            ? Math.Clamp(place, int.MinValue, int.MaxValue)
            : text[0] == '-' ? int.MinValue : int.MaxValue;
    }

    private static JmesPower PowerOf(JmesToken token) => token.Kind != JmesTokenKind.Symbol
        ? JmesPower.None
        : token.Text switch
        {
            "|" => JmesPower.Pipe,
            "||" => JmesPower.Or,
            "&&" => JmesPower.And,
            "==" or "!=" or "<" or "<=" or ">" or ">=" => JmesPower.Comparison,
            "[]" => JmesPower.Flatten,
            "[?" => JmesPower.Filter,
            "." => JmesPower.Dot,
            "[" => JmesPower.Bracket,
            _ => JmesPower.None,
        };
}

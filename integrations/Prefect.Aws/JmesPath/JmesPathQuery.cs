using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A JMESPath expression, read and checked, to be put to any number of JSON values.</summary>
internal sealed class JmesPathQuery
{
    private const int LongestText = 4096;
    private readonly JmesNode _root;

    /// <exception cref="JmesPathException">The text is no expression.</exception>
    public JmesPathQuery(string text)
    {
        Text = text.Length <= LongestText
            ? text
            : throw new JmesPathException($"The JMESPath query is longer than {LongestText} characters.", LongestText);
        _root = JmesParser.Parse(text);
    }

    public string Text { get; }

    /// <exception cref="JmesPathException">A function got what it cannot work on.</exception>
    public JsonNode? Search(JsonNode? value) => _root.Evaluate(value);

    public override string ToString() => Text;
}

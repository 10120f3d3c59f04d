using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A part of a JMESPath expression.</summary>
internal abstract record JmesNode
{
    public abstract JsonNode? Evaluate(JsonNode? current);
}

internal sealed record JmesCurrent : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => current;
}

internal sealed record JmesField(string Name) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => (current as JsonObject)?[Name];
}

internal sealed record JmesIndex(long Index) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current)
    {
        if (current is not JsonArray items)
        {
            return null;
        }

        long index = Index < 0 ? items.Count + Index : Index;
        return index >= 0 && index < items.Count ? items[(int)index] : null;
    }
}

internal sealed record JmesLiteral(JsonNode? Value) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => Value;
}

/// <summary>One expression on what another gives.</summary>
internal sealed record JmesChain(JmesNode First, JmesNode Then) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => Then.Evaluate(First.Evaluate(current));
}

internal sealed record JmesNot(JmesNode Operand) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => !JmesValue.IsTrue(Operand.Evaluate(current));
}

internal sealed record JmesAnd(JmesNode Left, JmesNode Right) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Left.Evaluate(current) is var left && JmesValue.IsTrue(left) ? Right.Evaluate(current) : left;
}

internal sealed record JmesOr(JmesNode Left, JmesNode Right) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Left.Evaluate(current) is var left && JmesValue.IsTrue(left) ? left : Right.Evaluate(current);
}

internal sealed record JmesComparison(string Operator, JmesNode Left, JmesNode Right) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        JmesValue.Compare(Operator, Left.Evaluate(current), Right.Evaluate(current));
}

/// <summary>A list of what each expression gives.</summary>
internal sealed record JmesList(IReadOnlyList<JmesNode> Items) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        current is null ? null : JmesValue.List(Items.Select(item => item.Evaluate(current)));
}

/// <summary>An object with the members named here.</summary>
internal sealed record JmesObject(IReadOnlyList<KeyValuePair<string, JmesNode>> Members) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current)
    {
        if (current is null)
        {
            return null;
        }

        JsonObject result = [];
        foreach ((string name, JmesNode member) in Members)
        {
            result[name] = member.Evaluate(current)?.DeepClone();
        }

        return result;
    }
}

internal sealed record JmesCall(JmesFunction Function, IReadOnlyList<JmesNode> Arguments, int Position) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => JmesArguments.Evaluate(this, current).Call();
}

/// <summary>An expression that is handed to a function as it is.</summary>
internal sealed record JmesReference(JmesNode Expression) : JmesNode
{
    // Only functions take it, and they look inside.
    public override JsonNode? Evaluate(JsonNode? current) => null;
}

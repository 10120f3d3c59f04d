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

internal sealed record JmesIndex(int Index) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current)
    {
        if (current is not JsonArray items)
        {
            return null;
        }

        int index = Index < 0 ? items.Count + Index : Index;
        return index >= 0 && index < items.Count ? items[index] : null;
    }
}

internal sealed record JmesLiteral(JsonNode? Value) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => Value;
}

/// <summary>One expression on what another gives.</summary>
internal sealed record JmesChain(JmesNode First, JmesNode Then) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => First.Evaluate(current) is { } value ? Then.Evaluate(value) : null;
}

/// <summary>One expression on what another gives, null included.</summary>
internal sealed record JmesPipe(JmesNode First, JmesNode Then) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => Then.Evaluate(First.Evaluate(current));
}

/// <summary>An expression on each item that passes a condition.</summary>
internal sealed record JmesProjection(JmesNode Source, JmesNode? Condition, JmesNode Each) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Source.Evaluate(current) is JsonArray items
            ? JmesValue.List(items
                .Where(item => Condition is null || JmesValue.IsTrue(Condition.Evaluate(item)))
                .Select(Each.Evaluate)
                .Where(value => value is not null))
            : null;
}

/// <summary>The values of an object.</summary>
internal sealed record JmesValues(JmesNode Source) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Source.Evaluate(current) is JsonObject members ? JmesValue.List(members.Select(member => member.Value)) : null;
}

/// <summary>A list whose items that are lists give way to their own items.</summary>
internal sealed record JmesFlatten(JmesNode Source) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Source.Evaluate(current) is JsonArray items
            ? JmesValue.List(items.SelectMany(item => item is JsonArray inner ? (IEnumerable<JsonNode?>)inner : [item]))
            : null;
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

/// <summary>An object with the members named here.</summary>
internal sealed record JmesObject(IReadOnlyList<KeyValuePair<string, JmesNode>> Members) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        new JsonObject(Members.Select(member => KeyValuePair.Create(member.Key, member.Value.Evaluate(current)?.DeepClone())));
}

internal sealed record JmesCall(JmesFunction Function, IReadOnlyList<JmesNode> Arguments) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) => Function.Call([.. Arguments.Select(argument => argument.Evaluate(current))]);
}

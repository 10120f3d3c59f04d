using System.Text.Json.Nodes;

namespace Prefect.Aws;

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

/// <summary>Some items of a list, by their places.</summary>
internal sealed record JmesSlice(JmesNode Source, long? Start, long? Stop, long Step) : JmesNode
{
    public override JsonNode? Evaluate(JsonNode? current) =>
        Source.Evaluate(current) is JsonArray items ? JmesValue.List(Places(items.Count).Select(place => items[(int)place])) : null;

    private IEnumerable<long> Places(int count)
    {
        // A step backwards begins at the last item, and may end before the first.
        (long lowest, long highest) = Step > 0 ? (0L, count) : (-1L, count - 1L);
        long stop = Bound(Stop, count, lowest, highest) ?? (Step > 0 ? highest : lowest);
        for (long at = Bound(Start, count, lowest, highest) ?? (Step > 0 ? lowest : highest); Step > 0 ? at < stop : at > stop; at += Step)
        {
            yield return at;
        }
    }

    private static long? Bound(long? place, int count, long lowest, long highest) =>
        place is { } value ? Math.Clamp(value < 0 ? value + count : value, lowest, highest) : null;
}

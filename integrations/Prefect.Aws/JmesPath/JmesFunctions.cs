using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>The functions of JMESPath.</summary>
internal static class JmesFunctions
{
    private const JmesType Comparables = JmesType.ArrayOfNumbers | JmesType.ArrayOfStrings;
    private static readonly Comparer<JsonNode?> s_order = Comparer<JsonNode?>.Create((left, right) => JmesValue.Order(left, right) ?? 0);

    public static JmesFunction[] All { get; } =
    [
        new("abs", [JmesType.Number], arguments => JmesNumber.Change(arguments[0]!, Math.Abs, Math.Abs)),
        new("avg", [JmesType.ArrayOfNumbers], arguments => JmesNumber.Average(arguments.List(0))),
        new("ceil", [JmesType.Number], arguments => JmesNumber.Change(arguments[0]!, decimal.Ceiling, Math.Ceiling)),
        new("contains", [JmesType.Array | JmesType.String, JmesType.Any], Contains),
        new("ends_with", [JmesType.String, JmesType.String], arguments => arguments.Text(0).EndsWith(arguments.Text(1), StringComparison.Ordinal)),
        new("floor", [JmesType.Number], arguments => JmesNumber.Change(arguments[0]!, decimal.Floor, Math.Floor)),
        new("join", [JmesType.String, JmesType.ArrayOfStrings], Join),
        new("keys", [JmesType.Object], arguments => JmesValue.List(arguments[0]!.AsObject().Select(member => (JsonNode?)member.Key))),
        new("length", [JmesType.String | JmesType.Array | JmesType.Object], Length),
        new("map", [JmesType.Expression, JmesType.Array], arguments => JmesValue.List(arguments.List(1).Select(item => arguments.Apply(0, item)))),
        new("max", [Comparables], arguments => Last(arguments.List(0).Select(item => (item, item)))),
        new("max_by", [JmesType.Array, JmesType.Expression], arguments => Last(arguments.Keyed(0, 1))),
        new("merge", [JmesType.Object], Merge) { Repeats = true },
        new("min", [Comparables], arguments => First(arguments.List(0).Select(item => (item, item)))),
        new("min_by", [JmesType.Array, JmesType.Expression], arguments => First(arguments.Keyed(0, 1))),
        new("not_null", [JmesType.Any], arguments => arguments.Values.FirstOrDefault(value => value is not null)) { Repeats = true },
        new("reverse", [JmesType.Array | JmesType.String], Reverse),
        new("sort", [Comparables], arguments => JmesValue.List(Sorted(arguments.List(0).Select(item => (item, item))))),
        new("sort_by", [JmesType.Array, JmesType.Expression], arguments => JmesValue.List(Sorted(arguments.Keyed(0, 1)))),
        new("starts_with", [JmesType.String, JmesType.String], arguments => arguments.Text(0).StartsWith(arguments.Text(1), StringComparison.Ordinal)),
        new("sum", [JmesType.ArrayOfNumbers], arguments => JmesNumber.Sum(arguments.List(0))),
        new("to_array", [JmesType.Any], arguments => arguments[0] is JsonArray ? arguments[0] : JmesValue.List([arguments[0]])),
        new("to_number", [JmesType.Any], ToNumber),
        new("to_string", [JmesType.Any], arguments => JmesValue.Is(arguments[0], JmesType.String) ? arguments[0] : JmesValue.Json(arguments[0])),
        new("type", [JmesType.Any], arguments => JmesValue.TypeName(arguments[0])),
        new("values", [JmesType.Object], arguments => JmesValue.List(arguments[0]!.AsObject().Select(member => member.Value))),
    ];

    private static JsonNode? Contains(JmesArguments arguments) => arguments[0] is JsonArray items
        ? items.Any(item => JmesValue.AreEqual(item, arguments[1]))
        : JmesValue.Is(arguments[1], JmesType.String) && arguments.Text(0).Contains(arguments.Text(1), StringComparison.Ordinal);

    private static JsonNode? Join(JmesArguments arguments) =>
        string.Join(arguments.Text(0), arguments.List(1).Select(item => item!.GetValue<string>()));

    private static JsonNode? Length(JmesArguments arguments) => arguments[0] switch
    {
        JsonArray items => items.Count,
        JsonObject members => members.Count,
        _ => arguments.Text(0).EnumerateRunes().Count(),
    };

    private static JsonObject Merge(JmesArguments arguments)
    {
        JsonObject merged = [];
        foreach ((string name, JsonNode? value) in arguments.Values.SelectMany(item => item!.AsObject()))
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    private static JsonNode? Reverse(JmesArguments arguments) => arguments[0] is JsonArray items
        ? JmesValue.List(items.Reverse())
        : string.Concat(arguments.Text(0).EnumerateRunes().Reverse());

    private static JsonNode? ToNumber(JmesArguments arguments)
    {
        if (!JmesValue.Is(arguments[0], JmesType.String))
        {
            return JmesValue.Is(arguments[0], JmesType.Number) ? arguments[0] : null;
        }

        return JmesNumber.Parse(arguments.Text(0));
    }

    private static IEnumerable<JsonNode?> Sorted(IEnumerable<(JsonNode? Item, JsonNode? Key)> pairs) =>
        pairs.OrderBy(pair => pair.Key, s_order).Select(pair => pair.Item);

    private static JsonNode? First(IEnumerable<(JsonNode? Item, JsonNode? Key)> pairs) => pairs.DefaultIfEmpty().MinBy(pair => pair.Key, s_order).Item;

    private static JsonNode? Last(IEnumerable<(JsonNode? Item, JsonNode? Key)> pairs) => pairs.DefaultIfEmpty().MaxBy(pair => pair.Key, s_order).Item;
}

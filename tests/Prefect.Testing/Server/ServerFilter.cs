using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Chooses among what the server keeps, as a filter in a request's body says.</summary>
/// <param name="call">The request.</param>
/// <param name="part">Key of the filter in its body.</param>
internal sealed class ServerFilter(ServerCall call, string part)
{
    private readonly JsonObject? _filter = call.Body[part] as JsonObject;

    public bool Matches(JsonObject item)
    {
        if (_filter is null)
        {
            return true;
        }

        IEnumerable<bool> parts = _filter.Where(pair => pair.Key != "operator" && pair.Value is not null).Select(pair => Holds(item, pair.Key, (JsonObject)pair.Value!));
        return _filter["operator"]?.ToString() == "or_" ? parts.Any(holds => holds) : parts.All(holds => holds);
    }

    private bool Holds(JsonObject item, string field, JsonObject criterion)
    {
        if (field == "state")
        {
            return new[] { "type", "name" }.All(name => criterion[name] is not JsonObject inner || Holds(item, "state_" + name, inner));
        }

        return criterion.Where(pair => pair.Key != "operator" && pair.Value is not null).All(pair => Holds(item[Column(field)], pair.Key, pair.Value!));
    }

    private bool Holds(JsonNode? value, string test, JsonNode wanted) => test switch
    {
        "any_" when value is JsonArray tags => ((JsonArray)wanted).Any(tag => Has(tags, tag)),
        "all_" => value is JsonArray tags && ((JsonArray)wanted).All(tag => Has(tags, tag)),
        "any_" => Has((JsonArray)wanted, value),
        "not_any_" => !Has((JsonArray)wanted, value),
        "is_null_" => (value is null or JsonArray { Count: 0 }) == wanted.GetValue<bool>(),
        "like_" => value?.ToString().Contains(wanted.ToString().Trim('%'), StringComparison.OrdinalIgnoreCase) == true,
        "startswith_" => value is not null && ((JsonArray)wanted).Any(start => value.ToString().StartsWith(start!.ToString(), StringComparison.Ordinal)),
        "before_" => ServerTime.Read(value) <= ServerTime.Read(wanted),
        "after_" => ServerTime.Read(value) >= ServerTime.Read(wanted),
        "ge_" => value!.GetValue<int>() >= wanted.GetValue<int>(),
        "le_" => value!.GetValue<int>() <= wanted.GetValue<int>(),
        "eq_" => JsonNode.DeepEquals(value, wanted),
        "exists_" => (value is not null) == wanted.GetValue<bool>(),
        _ => throw call.Fault("extra_forbidden", [part, test], "Extra inputs are not permitted"),
    };

    private static string Column(string field) => field == "parent_flow_run_id" ? "parent_task_run_id" : field;

    private static bool Has(JsonArray list, JsonNode? value) =>
        value is not null && list.Any(item => item?.GetValueKind() is JsonValueKind.String && string.Equals(item.ToString(), value.ToString(), StringComparison.OrdinalIgnoreCase));
}

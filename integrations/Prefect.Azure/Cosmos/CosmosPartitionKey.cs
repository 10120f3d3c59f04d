using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Prefect.Azure;

/// <summary>Reads values of partition keys, which are texts, numbers, truth values, nothing, or several of them.</summary>
internal static class CosmosPartitionKey
{
    private const int MostLevels = 3;

    /// <summary>Gives the key that an argument says; null stands for an item without the property.</summary>
    /// <exception cref="ArgumentException">The value is none of a partition key.</exception>
    public static PartitionKey Of(JsonNode? value, string parameter) => value switch
    {
        null => PartitionKey.None,
        JsonArray { Count: > 0 and <= MostLevels } levels => Build(levels, parameter),
        JsonValue => Build([value], parameter),
        _ => throw NoKey(parameter),
    };

    /// <summary>Gives the key that an item itself holds.</summary>
    /// <exception cref="ArgumentException">The value there is none of a partition key.</exception>
    public static PartitionKey OfItem(JsonObject body, IReadOnlyList<string> paths)
    {
        PartitionKeyBuilder key = new();
        bool isAny = false;
        foreach (string path in paths)
        {
            (bool isThere, JsonNode? value) = Find(body, path);
            isAny |= isThere;
            if (isThere)
            {
                Add(key, value, nameof(body));
            }
            else
            {
                key.AddNoneType();
            }
        }

        return isAny ? key.Build() : PartitionKey.None;
    }

    private static PartitionKey Build(IEnumerable<JsonNode?> levels, string parameter)
    {
        PartitionKeyBuilder key = new();
        foreach (JsonNode? level in levels)
        {
            Add(key, level, parameter);
        }

        return key.Build();
    }

    private static void Add(PartitionKeyBuilder key, JsonNode? value, string parameter)
    {
        switch (value?.GetValueKind() ?? JsonValueKind.Null)
        {
            case JsonValueKind.String:
                // Whatever a text was made from, such as a Guid, it is written as one.
                key.Add(JsonNode.Parse(value!.ToJsonString())!.GetValue<string>());
                break;
            case JsonValueKind.Number:
                // Whatever a number was made from, its text is one.
                key.Add(double.Parse(value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                key.Add(value!.GetValueKind() == JsonValueKind.True);
                break;
            case JsonValueKind.Null:
                key.AddNullValue();
                break;
            default:
                throw NoKey(parameter);
        }
    }

    private static (bool IsThere, JsonNode? Value) Find(JsonNode body, string path)
    {
        JsonNode? node = body;
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is not JsonObject members || !members.TryGetPropertyValue(segment.Trim('"'), out node))
            {
                return (false, null);
            }
        }

        return (true, node);
    }

    private static ArgumentException NoKey(string parameter) => new(
        $"A partition key is a text, a number, true, false or null, or an array of up to {MostLevels} of them.", parameter);
}

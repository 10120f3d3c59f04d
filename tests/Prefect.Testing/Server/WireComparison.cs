using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>
/// Compares what is said with what was recorded. An id that is made anew each time stands for the recorded one from its first occurrence
/// on; any time stands for any other; numbers are compared by value.
/// </summary>
public sealed class WireComparison
{
    private readonly Dictionary<Guid, Guid> _actualOf;
    private readonly Dictionary<Guid, Guid> _recordedOf;

    /// <summary>Makes a comparison that knows no ids yet.</summary>
    public WireComparison()
        : this([], [])
    {
    }

    private WireComparison(Dictionary<Guid, Guid> actualOf, Dictionary<Guid, Guid> recordedOf) => (_actualOf, _recordedOf) = (actualOf, recordedOf);

    /// <summary>Whether a key without a value is the same as no key.</summary>
    public bool IgnoresNulls { get; init; } = true;

    /// <summary>Whether what is said may hold more than what was recorded.</summary>
    public bool AllowsMore { get; init; }

    /// <summary>Keys that are not compared.</summary>
    public IReadOnlySet<string> IgnoredKeys { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Makes a comparison that knows and learns the same ids, and leaves out further keys.</summary>
    public WireComparison Ignoring(params ReadOnlySpan<string> keys) => new(_actualOf, _recordedOf)
    {
        IgnoresNulls = IgnoresNulls,
        AllowsMore = AllowsMore,
        IgnoredKeys = new HashSet<string>([.. IgnoredKeys, .. keys], StringComparer.Ordinal),
    };

    /// <summary>Puts the ids that were made anew in the place of the recorded ones.</summary>
    public string Translate(string text)
    {
        foreach ((Guid recorded, Guid actual) in _actualOf)
        {
            text = text.Replace(recorded.ToString(), actual.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>Finds the first difference; null if there is none.</summary>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="actual">What is said.</param>
    /// <param name="place">Where it stands, for the message.</param>
    public string? Difference(JsonNode? recorded, JsonNode? actual, string place = "$") => (recorded, actual) switch
    {
        (null, null) => null,
        (JsonObject expected, JsonObject given) => InObject(expected, given, place),
        (JsonArray expected, JsonArray given) => InArray(expected, given, place),
        (JsonValue expected, JsonValue given) => InValue(expected, given) ? null : $"{place}: {expected.ToJsonString()} was recorded, and {given.ToJsonString()} is said",
        _ => $"{place}: {Shown(recorded)} was recorded, and {Shown(actual)} is said",
    };

    /// <summary>Finds the first difference between two texts that may hold an id or a time: parts of a path or of a query.</summary>
    public string? Difference(string recorded, string actual, char separator)
    {
        string[] expected = recorded.Split(separator, '=');
        string[] given = actual.Split(separator, '=');
        return expected.Length == given.Length && expected.Zip(given).All(pair => IsSame(Uri.UnescapeDataString(pair.First), Uri.UnescapeDataString(pair.Second)))
            ? null
            : $"'{recorded}' was recorded, and '{actual}' is said";
    }

    private string? InObject(JsonObject expected, JsonObject given, string place)
    {
        foreach ((string name, JsonNode? value) in expected.Where(pair => !IgnoredKeys.Contains(pair.Key)))
        {
            bool isThere = given.TryGetPropertyValue(name, out JsonNode? actual);
            string? difference = !isThere && !(IgnoresNulls && value is null) ? $"{place}.{name} is not said" : Difference(value, actual, $"{place}.{name}");
            if (difference is not null)
            {
                return difference;
            }
        }

        return AllowsMore ? null : given
            .Where(pair => !expected.ContainsKey(pair.Key) && !IgnoredKeys.Contains(pair.Key) && !(IgnoresNulls && pair.Value is null))
            .Select(pair => $"{place}.{pair.Key} is said, and was not recorded")
            .FirstOrDefault();
    }

    private string? InArray(JsonArray expected, JsonArray given, string place) => expected.Count != given.Count
        ? $"{place}: {expected.Count} items were recorded, and {given.Count} are said"
        : expected.Select((item, i) => Difference(item, given[i], $"{place}[{i}]")).FirstOrDefault(difference => difference is not null);

    private bool InValue(JsonValue expected, JsonValue given) => (expected.GetValueKind(), given.GetValueKind()) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => IsSame(expected.ToString(), given.ToString()),
        (JsonValueKind.Number, JsonValueKind.Number) => expected.Deserialize<double>() == given.Deserialize<double>(),
        (JsonValueKind.Number, JsonValueKind.String) => IsTime(given.ToString()),
        (JsonValueKind one, JsonValueKind other) => one == other,
    };

    private bool IsSame(string expected, string given) =>
        expected == given
        || Translate(expected) == given
        || (Guid.TryParse(expected, out Guid recorded) && Guid.TryParse(given, out Guid actual) && StandsFor(recorded, actual))
        || (IsTime(expected) && IsTime(given));

    private bool StandsFor(Guid recorded, Guid actual)
    {
        if (_actualOf.TryGetValue(recorded, out Guid known) || _recordedOf.ContainsKey(actual))
        {
            return known == actual;
        }

        _actualOf[recorded] = actual;
        _recordedOf[actual] = recorded;
        return true;
    }

    private static bool IsTime(string text) =>
        text.Length > 18 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string Shown(JsonNode? node) => node?.ToJsonString() is { } text ? (text.Length > 200 ? text[..200] + "…" : text) : "null";
}

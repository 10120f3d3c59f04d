using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Settings by their names in botocore.</summary>
internal sealed class BotocoreConfig(JsonObject? settings)
{
    // What the platform's clients can wait for.
    private const double LeastSeconds = 0.001;
    private const int MostSeconds = 24 * 24 * 60 * 60;

    private static readonly Dictionary<string, string[]?> s_known = new(StringComparer.Ordinal)
    {
        ["signature_version"] = null,
        ["region_name"] = null,
        ["connect_timeout"] = null,
        ["read_timeout"] = null,
        ["max_pool_connections"] = null,
        ["user_agent_extra"] = null,
        ["user_agent_appid"] = null,
        ["use_dualstack_endpoint"] = null,
        ["use_fips_endpoint"] = null,
        ["inject_host_prefix"] = null,
        ["request_checksum_calculation"] = null,
        ["response_checksum_validation"] = null,
        ["retries"] = ["max_attempts", "total_max_attempts", "mode"],
        ["proxies"] = ["http", "https"],
        ["s3"] = ["addressing_style", "use_accelerate_endpoint", "use_arn_region"],
    };

    /// <summary>Gives a text, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">The setting is of another kind.</exception>
    public string? Text(params ReadOnlySpan<string> path) => Find(path) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Unfit(path, "a text"),
    };

    /// <summary>Gives a number that is not negative, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">The setting is of another kind.</exception>
    public double? Number(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Find(path);
        if (node is null)
        {
            return null;
        }

        return node.GetValueKind() == JsonValueKind.Number
            && double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number is >= 0 and <= int.MaxValue
            ? number
            : throw Unfit(path, "a number that is not negative");
    }

    /// <summary>Gives a time that is longer than none, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">The setting is of another kind, or none that a client can wait for.</exception>
    public TimeSpan? Seconds(string name) => Number(name) switch
    {
        null => null,
        >= LeastSeconds and <= MostSeconds and { } seconds => TimeSpan.FromSeconds(seconds),
        _ => throw Unfit([name], $"a time of {LeastSeconds.ToString(CultureInfo.InvariantCulture)} to {MostSeconds} seconds"),
    };

    /// <summary>Gives a whole number that is at least 1, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">The setting is of another kind.</exception>
    public int? Count(string name) => Number(name) switch
    {
        null => null,
        >= 1 and { } number when double.IsInteger(number) => (int)number,
        _ => throw Unfit([name], "a whole number that is at least 1"),
    };

    /// <summary>Gives a flag, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">The setting is of another kind.</exception>
    public bool? Flag(params ReadOnlySpan<string> path) => Find(path)?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unfit(path, "true or false"),
    };

    /// <summary>Names the settings that nothing here reads.</summary>
    public IEnumerable<string> Unknown()
    {
        foreach ((string key, JsonNode? value) in settings ?? [])
        {
            if (!s_known.TryGetValue(key, out string[]? members))
            {
                yield return key;
            }
            else if (key == "signature_version" && !IsKnownSignature(value))
            {
                yield return $"{key}: {value}";
            }
            else if (members is not null && value is JsonObject nested)
            {
                foreach (string member in nested.Select(pair => pair.Key).Except(members, StringComparer.Ordinal))
                {
                    yield return $"{key}.{member}";
                }
            }
        }
    }

    private static bool IsKnownSignature(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? version) && version is "unsigned" or "s3v4" or "v4";

    private static AwsConfigurationException Unfit(ReadOnlySpan<string> path, string expected) =>
        new("config", $"The setting '{string.Join('.', path!)}' in config of the client parameters must be {expected}.");

    private JsonNode? Find(ReadOnlySpan<string> path)
    {
        JsonNode? node = settings;
        foreach (string name in path)
        {
            node = node switch
            {
                null => null,
                JsonObject members => members[name],
                _ => throw Unfit(path, "in an object"),
            };
        }

        return node;
    }
}

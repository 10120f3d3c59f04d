using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prefect.Dbt;

/// <summary>Scalars of YAML 1.1, which dbt reads with Python's library.</summary>
internal static partial class YamlScalars
{
    private const int MostMilliseconds = 1000;

    /// <summary>Gives the value of a scalar: text where it is quoted, else what it looks like.</summary>
    public static JsonNode? ToJson(YamlScalarNode scalar)
    {
        string text = scalar.Value ?? "";
        bool isText = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag is { IsEmpty: false, Value: "tag:yaml.org,2002:str" };
        return isText ? JsonValue.Create(text) : Plain(text);
    }

    /// <summary>Makes the node that stands for a value.</summary>
    public static YamlNode ToNode(JsonNode? value) => value switch
    {
        JsonObject members => new YamlMappingNode(members.Select(member => KeyValuePair.Create((YamlNode)Text(member.Key), ToNode(member.Value)))),
        JsonArray items => new YamlSequenceNode(items.Select(ToNode)),
        null => new YamlScalarNode("null"),
        JsonValue scalar => scalar.GetValueKind() == JsonValueKind.String ? Text(scalar.GetValue<string>()) : new YamlScalarNode(scalar.ToJsonString()),
        _ => throw new InvalidOperationException("There is no such kind of JSON."),
    };

    /// <summary>Makes the node of a text, quoted unless it can be read as nothing else.</summary>
    public static YamlScalarNode Text(string text) => new(text)
    {
        Style = Harmless().IsMatch(text) && Plain(text)?.GetValueKind() == JsonValueKind.String ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
        _ => Number(text) ?? JsonValue.Create(text),
    };

    private static JsonValue? Number(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer().IsMatch(text) && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return JsonValue.Create(whole);
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hexadecimal))
        {
            return JsonValue.Create(hexadecimal);
        }

        bool isFraction = Fraction().IsMatch(text) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isFraction ? JsonValue.Create(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./-]*$", RegexOptions.None, MostMilliseconds)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"^[-+]?(?:0|[1-9][0-9_]*)$", RegexOptions.None, MostMilliseconds)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$", RegexOptions.None, MostMilliseconds)]
    private static partial Regex Fraction();
}

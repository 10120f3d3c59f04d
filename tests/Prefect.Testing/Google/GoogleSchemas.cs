using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>Holds documents against the vendor's schemas.</summary>
internal sealed partial class GoogleSchemas(JsonObject schemas)
{
    private const int LongestText = 60;

    /// <summary>Lists what a document breaks.</summary>
    /// <param name="schema">Name of the schema.</param>
    /// <param name="value">The document.</param>
    /// <param name="method">Id of the method that it is sent to; null for an answer, which may lack members and have new names in its lists of values.</param>
    public IEnumerable<string> Problems(string schema, JsonNode? value, string? method) => Check(Named(schema), value, "", method);

    /// <summary>What is wrong with a text that stands for a value; null for nothing.</summary>
    public static string? TextProblem(JsonObject rule, string text, bool isRequest) => (string?)rule["type"] switch
    {
        "boolean" => text is "true" or "false" ? null : "is no boolean",
        "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "is no integer",
        "number" => double.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "is no number",
        _ => FormatProblem(rule, text, isRequest),
    };

    private JsonObject Named(string schema) => schemas[schema]!.AsObject();

    private IEnumerable<string> Check(JsonObject rule, JsonNode? value, string at, string? method)
    {
        if ((string?)rule["$ref"] is { } reference)
        {
            return Check(Named(reference), value, at, method);
        }

        return ((string?)rule["type"], value) switch
        {
            ("any", _) => [],
            (_, null) => method is null ? [] : [$"{Place(at)} is null"],
            ("object", JsonObject members) => Members(rule, members, at, method),
            ("array", JsonArray items) => items.SelectMany((item, index) => Check(rule["items"]!.AsObject(), item, $"{at}[{index}]", method)),
            (_, JsonValue scalar) => Scalar(rule, scalar, at, method),
            (var type, _) => [$"{Place(at)} is no {type}"],
        };
    }

    private IEnumerable<string> Members(JsonObject rule, JsonObject members, string at, string? method)
    {
        JsonObject known = rule["properties"] as JsonObject ?? [];
        foreach ((string name, JsonNode? value) in members)
        {
            JsonObject? member = known[name] as JsonObject ?? rule["additionalProperties"] as JsonObject;
            foreach (string problem in member is null ? [$"{Place(at)} has no member '{name}'"] : Check(member, value, $"{at}.{name}", method))
            {
                yield return problem;
            }
        }

        foreach ((string name, JsonNode? member) in known)
        {
            bool isRequired = method is not null && member?["requiredBy"] is JsonArray by && by.Any(id => (string?)id == method);
            if (isRequired && !members.ContainsKey(name))
            {
                yield return $"{Place(at)} lacks '{name}'";
            }
        }
    }

    private static IEnumerable<string> Scalar(JsonObject rule, JsonValue value, string at, string? method)
    {
        JsonValueKind kind = value.GetValueKind();
        string? problem = ((string?)rule["type"], kind) switch
        {
            ("string", JsonValueKind.String) => FormatProblem(rule, value.GetValue<string>(), method is not null),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("integer", JsonValueKind.Number) => TextProblem(rule, value.ToJsonString(), method is not null),
            ("number", JsonValueKind.Number) => null,
            (var type, _) => $"is no {type}",
        };
        return problem is null ? [] : [$"{Place(at)} {problem}"];
    }

    private static string? FormatProblem(JsonObject rule, string text, bool isRequest)
    {
        bool isGood = (string?)rule["format"] switch
        {
            "int64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "uint64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "byte" => Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), new byte[text.Length], out _),
            "date-time" or "google-datetime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "google-duration" => Duration().IsMatch(text),
            _ => true,
        };
        if (!isGood)
        {
            return $"is no {rule["format"]}: '{Short(text)}'";
        }

        bool isListed = !isRequest || rule["enum"] is not JsonArray values || values.Any(value => (string?)value == text);
        return isListed ? null : $"is none of its values: '{Short(text)}'";
    }

    private static string Place(string at) => at.Length == 0 ? "the body" : at[1..];

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;

    [GeneratedRegex(@"^-?\d+(\.\d{1,9})?s$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}

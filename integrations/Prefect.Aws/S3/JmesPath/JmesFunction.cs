using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A function of JMESPath.</summary>
internal sealed record JmesFunction(string Name, int Arguments, Func<JsonNode?[], JsonNode?> Call)
{
    private static readonly JmesFunction[] s_all =
    [
        new("starts_with", 2, arguments => Text(arguments, 0, "starts_with").StartsWith(Text(arguments, 1, "starts_with"), StringComparison.Ordinal)),
        new("ends_with", 2, arguments => Text(arguments, 0, "ends_with").EndsWith(Text(arguments, 1, "ends_with"), StringComparison.Ordinal)),
        new("contains", 2, Contains),
        new("length", 1, Length),
        new("to_string", 1, arguments => IsText(arguments[0], out string? text) ? text : arguments[0]?.ToJsonString() ?? "null"),
    ];

    public static JmesFunction Find(string name, int position) =>
        Array.Find(s_all, function => function.Name == name)
        ?? throw new JmesPathException(
            $"The function '{name}' at position {position} of the JMESPath query is not supported. There are: {string.Join(", ", s_all.Select(function => function.Name))}.",
            position);

    private static JsonNode? Contains(JsonNode?[] arguments) => arguments[0] is JsonArray items
        ? items.Any(item => JsonNode.DeepEquals(item, arguments[1]))
        : Text(arguments, 0, "contains").Contains(Text(arguments, 1, "contains"), StringComparison.Ordinal);

    private static JsonNode? Length(JsonNode?[] arguments) => arguments[0] switch
    {
        JsonArray items => items.Count,
        JsonObject members => members.Count,
        { } value when IsText(value, out string? text) => text.EnumerateRunes().Count(),
        _ => throw new JmesPathException("length() in the JMESPath query got neither a list, nor an object, nor a text.", 0),
    };

    private static string Text(JsonNode?[] arguments, int index, string function) =>
        IsText(arguments[index], out string? text)
            ? text
            : throw new JmesPathException($"Argument {index + 1} of {function}() in the JMESPath query is no text on this list of objects.", 0);

    private static bool IsText(JsonNode? value, [NotNullWhen(true)] out string? text)
    {
        text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return text is not null;
    }
}

using System.Buffers;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>What variables must keep to, here and on a server.</summary>
internal static class VariableRules
{
    private const int LongestName = 255;
    private const int LongestValue = 5000;
    private static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > LongestName)
        {
            throw new ArgumentException($"The name of a variable has at most {LongestName} characters; this one has {name.Length}.", nameof(name));
        }

        return name.AsSpan().ContainsAnyExcept(s_name)
            ? throw new ArgumentException(
                $"'{Quoted.Short(name)}' cannot be the name of a variable: small letters, digits, dashes and underscores only, as in 'batch_size'.", nameof(name))
            : name;
    }

    public static JsonElement CheckValue(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException($"The variable '{name}' is given no value. JSON null is one; the default of JsonElement is none.", nameof(value));
        }

        int length = PythonJson.Write(value).Length;
        return length > LongestValue
            ? throw new ArgumentException(
                $"The value of the variable '{name}' has {length} characters of JSON, and may have {LongestValue}. Keep large data in a file or a block, and its place in the variable.",
                nameof(value))
            : value;
    }

    public static IReadOnlyList<string> CheckTags(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (string tag in tags)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tag, nameof(tags));
        }

        return [.. tags.Distinct(StringComparer.Ordinal)];
    }
}

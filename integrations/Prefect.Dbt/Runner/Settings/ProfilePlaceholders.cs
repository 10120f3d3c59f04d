using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Prefect.Flows;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prefect.Dbt;

/// <summary>Follows references to blocks and variables in the text of a <c>profiles.yml</c>.</summary>
internal sealed partial class ProfilePlaceholders(string path)
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _calls = new(StringComparer.Ordinal);

    /// <summary>What the resolved text asks for with <c>env_var</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>Gives the text with references followed; the text itself when it holds none.</summary>
    /// <exception cref="DbtConfigurationException">The text is no YAML, or refers to what is not there.</exception>
    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        YamlMappingNode root = YamlDocument.Root(text, path);
        if (!Placeholder().IsMatch(text))
        {
            return text;
        }

        Dictionary<YamlNode, YamlNode> resolved = new(ReferenceEqualityComparer.Instance);
        await ResolveAsync(root, resolved, cancellationToken).ConfigureAwait(false);
        return YamlDocument.Write(root);
    }

    /// <summary>Gives what stands in place of a node: itself, unless it is a reference to an object or a list.</summary>
    private async Task<YamlNode> ResolveAsync(YamlNode node, Dictionary<YamlNode, YamlNode> resolved, CancellationToken cancellationToken)
    {
        if (!resolved.TryAdd(node, node))
        {
            return resolved[node];
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                foreach ((YamlNode key, YamlNode value) in mapping.Children.ToList())
                {
                    mapping.Children[key] = await ResolveAsync(value, resolved, cancellationToken).ConfigureAwait(false);
                }

                break;
            case YamlSequenceNode sequence:
                for (int index = 0; index < sequence.Children.Count; index++)
                {
                    sequence.Children[index] = await ResolveAsync(sequence.Children[index], resolved, cancellationToken).ConfigureAwait(false);
                }

                break;
            case YamlScalarNode { Value: { } text } scalar when Placeholder().Matches(text) is { Count: > 0 } placeholders:
                resolved[node] = await ReplaceAsync(scalar, text, placeholders, cancellationToken).ConfigureAwait(false);
                break;
        }

        return resolved[node];
    }

    private async Task<YamlNode> ReplaceAsync(YamlScalarNode scalar, string text, MatchCollection placeholders, CancellationToken cancellationToken)
    {
        if (placeholders is [{ Length: var length } only] && length == text.Trim().Length && only.Groups["kind"].Value == "variables")
        {
            JsonElement value = await VariableAsync(only.Groups["name"].Value, cancellationToken).ConfigureAwait(false);
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return YamlScalars.ToNode(JsonNode.Parse(value.GetRawText()));
            }

            scalar.Value = TextOf(value);
            scalar.Style = value.ValueKind == JsonValueKind.String ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain;
            return scalar;
        }

        int copied = 0;
        StringBuilder resolved = new();
        foreach (Match placeholder in placeholders)
        {
            resolved.Append(text, copied, placeholder.Index - copied);
            copied = placeholder.Index + placeholder.Length;
            string name = placeholder.Groups["name"].Value;
            resolved.Append(placeholder.Groups["kind"].Value == "blocks"
                ? await CallAsync(name, cancellationToken).ConfigureAwait(false)
                : TextOf(await VariableAsync(name, cancellationToken).ConfigureAwait(false)));
        }

        scalar.Value = resolved.Append(text, copied, text.Length - copied).ToString();
        scalar.Style = ScalarStyle.DoubleQuoted;
        return scalar;
    }

    private async Task<JsonElement> VariableAsync(string name, CancellationToken cancellationToken) =>
        await Variable.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } variable
            ? variable.Value
            : throw new DbtConfigurationException("profiles_dir", $"'{path}' refers to the variable '{name}', which is not there. Set it, or correct the name.");

    /// <summary>Puts the value of a block into the environment, and gives the text that asks for it there.</summary>
    private async Task<string> CallAsync(string reference, CancellationToken cancellationToken)
    {
        if (_calls.TryGetValue(reference, out string? known))
        {
            return known;
        }

        JsonElement value = await ProfileBlocks.ValueAsync(reference, path, cancellationToken).ConfigureAwait(false);
        string variable = NewName(reference);
        _environment.Add(variable, TextOf(value));
        return _calls[reference] = EnvVarCall.Of(variable, value.ValueKind);
    }

    private string NewName(string reference)
    {
        string plain = EnvVarCall.NameOf($"prefect.blocks.{reference}");
        string name = plain;
        for (int number = 2; _environment.ContainsKey(name); number++)
        {
            name = $"{plain}_{number}";
        }

        return name;
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex(@"\{\{\s*prefect\.(?<kind>blocks|variables)\.(?<name>[^{}\s]+)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Placeholder();
}

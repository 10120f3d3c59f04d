using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Prefect.Cli;

/// <summary>Reads YAML into JSON, plain scalars typed as YAML 1.2's core schema has them.</summary>
internal static class Yaml
{
    private const int Deepest = 50;
    private const int MostNodes = 100_000;
    private static readonly SearchValues<char> s_numeric = SearchValues.Create("0123456789+-.eE");

    /// <summary>Reads one document.</summary>
    /// <exception cref="CommandFailedException">It is no YAML, or more than a document, or repeats itself without end.</exception>
    public static JsonNode? Parse(string text, string source)
    {
        try
        {
            RefuseDepth(text, source);
            YamlStream stream = new();
            stream.Load(new StringReader(text));
            int nodes = 0;
            return stream.Documents.Count switch
            {
                0 => null,
                1 => Convert(stream.Documents[0].RootNode, 0, ref nodes),
                _ => throw new CommandFailedException($"Cannot read {source}: it holds {stream.Documents.Count} YAML documents. Keep one."),
            };
        }
        catch (YamlException exception)
        {
            // The parser's own message may quote the text, which holds secrets.
            throw new CommandFailedException(
                $"Cannot read {source}: it is no YAML, or a key stands in it twice. Look at line {exception.Start.Line}, column {exception.Start.Column}.");
        }

        JsonNode? Convert(YamlNode node, int depth, ref int nodes)
        {
            if (depth > Deepest || ++nodes > MostNodes)
            {
                throw new CommandFailedException($"Cannot read {source}: it is nested deeper than {Deepest} levels, or larger than any block.");
            }

            return node switch
            {
                YamlMappingNode mapping => Members(mapping, depth, ref nodes),
                YamlSequenceNode sequence => Items(sequence, depth, ref nodes),
                YamlScalarNode scalar => Scalar(scalar, source),
                _ => null,
            };
        }

        JsonObject Members(YamlMappingNode mapping, int depth, ref int nodes)
        {
            JsonObject members = [];
            foreach ((YamlNode key, YamlNode value) in mapping.Children)
            {
                string name = (key as YamlScalarNode)?.Value
                    ?? throw new CommandFailedException($"Cannot read {source}: line {key.Start.Line} has a key that is no text.");
                members[name] = Convert(value, depth + 1, ref nodes);
            }

            return members;
        }

        JsonArray Items(YamlSequenceNode sequence, int depth, ref int nodes)
        {
            JsonArray items = [];
            foreach (YamlNode item in sequence.Children)
            {
                items.Add(Convert(item, depth + 1, ref nodes));
            }

            return items;
        }
    }

    /// <summary>Loading recurses: what is nested too deep would end the process, so the events are counted first.</summary>
    private static void RefuseDepth(string text, string source)
    {
        Parser events = new(new StringReader(text));
        int depth = 0;
        while (events.MoveNext())
        {
            depth += events.Current switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
            if (depth > Deepest)
            {
                throw new CommandFailedException($"Cannot read {source}: it is nested deeper than {Deepest} levels.");
            }
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar, string source)
    {
        string text = scalar.Value ?? "";
        string tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        bool isText = tag is "tag:yaml.org,2002:str" || (tag.Length == 0 && scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
        if (isText)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text, source, scalar) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? Number(string text, string source, YamlScalarNode scalar)
    {
        if (text is ".inf" or ".Inf" or ".INF" or "+.inf" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN")
        {
            throw new CommandFailedException($"Cannot read {source}: line {scalar.Start.Line} has a number that JSON cannot hold.");
        }

        if (text.StartsWith("0x", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hexadecimal))
        {
            return JsonValue.Create(hexadecimal);
        }

        bool isNumeric = text.AsSpan().IndexOfAnyExcept(s_numeric) < 0 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
        if (!isNumeric)
        {
            return text.StartsWith("0o", StringComparison.Ordinal) ? Octal(text.AsSpan(2)) : null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return JsonValue.Create(whole);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
    }

    private static JsonValue? Octal(ReadOnlySpan<char> digits)
    {
        long value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7' || value > long.MaxValue >> 3)
            {
                return null;
            }

            value = (value << 3) + (digit - '0');
        }

        return digits.IsEmpty ? null : JsonValue.Create(value);
    }
}

using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prefect.Dbt;

/// <summary>Reads and writes the YAML files of dbt.</summary>
internal static class YamlDocument
{
    private const string EndMark = "...\n";
    private const int Deepest = 50;
    private const int MostNodes = 100_000;
    private const int LongestFile = 16 * 1024 * 1024;

    /// <summary>Reads a file into JSON, plain scalars typed as Python's reader types them.</summary>
    /// <exception cref="DbtConfigurationException">The file is not there, or it is no YAML with one mapping.</exception>
    public static async Task<JsonObject> ReadAsync(string path, CancellationToken cancellationToken) =>
        Convert(Root(await ReadTextAsync(path, cancellationToken).ConfigureAwait(false), path), path);

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="DbtConfigurationException">The file is not there, or larger than any profile.</exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new DbtConfigurationException("profiles_dir", $"There is no file '{path}'.");
        }

        return file.Length <= LongestFile
            ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
            : throw new DbtConfigurationException("profiles_dir", $"The file '{path}' is larger than any that dbt reads: {file.Length} bytes.");
    }

    /// <summary>Gives the mapping that a text consists of.</summary>
    /// <exception cref="DbtConfigurationException">The text is no YAML with one mapping.</exception>
    public static YamlMappingNode Root(string text, string path)
    {
        try
        {
            YamlStream stream = new();
            stream.Load(new StringReader(text));
            return stream.Documents switch
            {
                [] => [],
                [{ RootNode: YamlMappingNode root }] => root,
                [{ RootNode: YamlScalarNode { Value: null or "" } }] => [],
                _ => throw new DbtConfigurationException("profiles_dir", $"The file '{path}' is not one mapping of names to values."),
            };
        }
        catch (YamlException exception)
        {
            // The parser's own message may quote the text, which holds secrets.
            throw new DbtConfigurationException(
                "profiles_dir", $"The file '{path}' is no YAML: look at line {exception.Start.Line}, column {exception.Start.Column}.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or (ArgumentException and not DbtConfigurationException))
        {
            // The parser loses its way in some texts.
            throw new DbtConfigurationException("profiles_dir", $"The file '{path}' is no YAML.");
        }
    }

    /// <summary>Writes a document as YAML. Texts that could be read as something else are quoted.</summary>
    public static string Write(JsonObject document) => Write((YamlMappingNode)YamlScalars.ToNode(document)!);

    /// <summary>Writes a mapping as YAML.</summary>
    public static string Write(YamlMappingNode root)
    {
        using StringWriter text = new() { NewLine = "\n" };
        new YamlStream(new YamlDotNet.RepresentationModel.YamlDocument(root)).Save(text, assignAnchors: false);
        string written = text.ToString();
        return written.EndsWith(EndMark, StringComparison.Ordinal) ? written[..^EndMark.Length] : written;
    }

    private static JsonObject Convert(YamlMappingNode root, string path)
    {
        int nodes = 0;
        return Members(root, 0);

        JsonNode? Value(YamlNode node, int depth)
        {
            if (depth > Deepest || ++nodes > MostNodes)
            {
                throw new DbtConfigurationException("profiles_dir", $"The file '{path}' is nested deeper than {Deepest} levels, or repeats itself without end.");
            }

            return node switch
            {
                YamlMappingNode mapping => Members(mapping, depth),
                YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(item => Value(item, depth + 1))]),
                YamlScalarNode scalar => YamlScalars.ToJson(scalar),
                _ => null,
            };
        }

        JsonObject Members(YamlMappingNode mapping, int depth)
        {
            JsonObject members = [];
            JsonObject inherited = [];
            foreach ((YamlNode key, YamlNode value) in mapping.Children)
            {
                if (key is YamlScalarNode { Value: "<<", Style: ScalarStyle.Plain or ScalarStyle.Any })
                {
                    Inherit(value, inherited, depth);
                }
                else
                {
                    members[key is YamlScalarNode { Value: { } name } ? name : key.ToString()] = Value(value, depth + 1);
                }
            }

            foreach ((string name, JsonNode? value) in inherited)
            {
                if (!members.ContainsKey(name))
                {
                    members[name] = value?.DeepClone();
                }
            }

            return members;
        }

        void Inherit(YamlNode source, JsonObject inherited, int depth)
        {
            foreach (YamlNode one in source is YamlSequenceNode several ? several.Children : [source])
            {
                foreach ((string name, JsonNode? value) in Value(one, depth + 1) as JsonObject ?? [])
                {
                    inherited.TryAdd(name, value?.DeepClone());
                }
            }
        }
    }
}

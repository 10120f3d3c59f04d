using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Cli;

/// <summary>Reads a block to be created from a file or the standard input, written in JSON or YAML.</summary>
internal static class DraftFile
{
    private const int Largest = 16 * 1024 * 1024;
    private const string Shape = """it should be an object with "name" and "data", as in {"name": "landing", "data": {"bucket_name": "my-bucket"}}""";

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file, or the standard input for <c>-</c>.</summary>
    /// <exception cref="CommandFailedException">There is no such file, or it is no such object.</exception>
    public static BlockDraft Read(string path, CliHost host)
    {
        string source = path is "-" ? "the standard input" : host.FullPath(path);
        string text = path is "-" ? ReadInput(host.Input) : ReadFile(source);
        return Shaped(Parse(text, source, path), source);
    }

    private static string ReadInput(TextReader input)
    {
        char[] buffer = new char[Largest + 1];
        int length = input.ReadBlock(buffer, 0, buffer.Length);
        return length <= Largest ? new string(buffer, 0, length) : throw TooLarge("the standard input");
    }

    private static string ReadFile(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new CommandFailedException($"There is no file {Printable.Short(path, 400)} to create a block from.");
        }

        return file.Length <= Largest ? File.ReadAllText(path) : throw TooLarge(path);
    }

    private static CommandFailedException TooLarge(string source) =>
        new($"{source} holds more than {Largest / (1024 * 1024)} MiB: that is no block.");

    private static JsonNode? Parse(string text, string source, string path)
    {
        bool isYaml = path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        bool isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        bool looksJson = text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{");
        if (isYaml || (!isJson && !looksJson))
        {
            return Yaml.Parse(text, source);
        }

        try
        {
            return JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: s_strict);
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the text, which holds secrets.
            throw new CommandFailedException(exception.LineNumber is { } line
                ? $"Cannot read {Printable.Short(source, 400)}: it is no JSON. Look at line {line + 1}, byte {exception.BytePositionInLine + 1}."
                : $"Cannot read {Printable.Short(source, 400)}: a key stands in it twice.");
        }
    }

    private static BlockDraft Shaped(JsonNode? root, string source)
    {
        if (root is not JsonObject members)
        {
            throw Misshapen(source, "it holds no object");
        }

        foreach ((string key, _) in members)
        {
            if (key is not ("name" or "data"))
            {
                throw Misshapen(source, $"it has a '{Printable.Short(key, 60)}' at the top");
            }
        }

        if (members["data"] is not JsonObject data)
        {
            throw Misshapen(source, "its \"data\" is no object");
        }

        string? name = null;
        if (members["name"] is { } given && (given is not JsonValue text || !text.TryGetValue(out name)))
        {
            throw Misshapen(source, "its \"name\" is no text");
        }

        members.Remove("data");
        return new BlockDraft(name, data);
    }

    private static CommandFailedException Misshapen(string source, string problem) =>
        new($"Cannot create a block from {Printable.Short(source, 400)}: {problem}; {Shape}.");
}

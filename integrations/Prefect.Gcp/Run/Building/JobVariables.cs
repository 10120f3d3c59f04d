using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Reads job variables as Prefect's servers and templates write them: null stands for the default, numbers may be texts.</summary>
internal sealed class JobVariables(JsonObject variables)
{
    private readonly JsonObject _variables = variables.AsRead();

    public string? Text(string name) => _variables[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.ToString() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(name, "a text"),
    };

    public string Required(string name) => Text(name) ?? throw Wrong(name, "a text");

    public IReadOnlyList<string>? Texts(string name) => _variables[name] switch
    {
        null => null,
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => _variables.Texts(name),
        _ => throw Wrong(name, "a list of texts"),
    };

    /// <summary>The words of a list, or of a command line.</summary>
    public IReadOnlyList<string>? Words(string name) => _variables[name] is JsonArray
        ? Texts(name)
        : Text(name) is { } line ? GcpCommandLine.Split(line, name) : null;

    public bool? Truth(string name) => _variables[name]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public int? Whole(string name) =>
        Number(name) is not { } number ? null
        : number is >= 0 and <= int.MaxValue && double.IsInteger(number) ? (int)number
        : throw Wrong(name, "a whole number");

    public double? Number(string name)
    {
        if (_variables[name] is null)
        {
            return null;
        }

        bool isNumber = double.TryParse(_variables.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : throw Wrong(name, "a number");
    }

    public TimeSpan? Seconds(string name) =>
        Number(name) is not { } seconds ? null
        : seconds is >= 0 and <= TimeSpan.SecondsPerDay * 30 ? TimeSpan.FromSeconds(seconds)
        : throw Wrong(name, "a number of seconds");

    public Dictionary<string, string?> Map(string name) =>
        (Section(name) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString(), StringComparer.Ordinal);

    public JsonObject? Section(string name) => _variables[name] switch
    {
        null => null,
        JsonObject section => section,
        _ => throw Wrong(name, "an object"),
    };

    public JsonObject? Copy(string name) => Section(name)?.DeepClone().AsObject();

    public SecretKeySelector? Secret(string name) => Section(name) is { Count: > 0 } secret ? Secret(secret, name) : null;

    public Dictionary<string, SecretKeySelector> Secrets(string name) => (Section(name) ?? []).ToDictionary(
        pair => pair.Key,
        pair => Secret(pair.Value as JsonObject ?? throw WrongSecret(name), name),
        StringComparer.Ordinal);

    public CloudRunLaunchStage? Stage(string name) => Text(name) is { } text
        ? CloudRunDefaults.Stage(text) ?? throw Wrong(name, "one of the service's stages, such as BETA")
        : null;

    private static SecretKeySelector Secret(JsonObject secret, string name) =>
        new(secret.Text("secret") ?? throw WrongSecret(name), secret.Text("version") ?? throw WrongSecret(name));

    private static GcpConfigurationException WrongSecret(string name) => Wrong(name, "an object with secret and version");

    private static GcpConfigurationException Wrong(string name, string what) => new(name, $"The job variable {name} must be {what}.");
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Http;

/// <summary>
/// Reads job variables as Prefect's servers and templates write them: null stands for the default, and numbers may be texts.
/// </summary>
public sealed class JobVariables
{
    private readonly JsonObject _variables;
    private readonly Func<string, string, Exception> _refuse;

    /// <summary>Reads some variables.</summary>
    /// <param name="variables">The variables, by name.</param>
    /// <param name="refuse">Makes the package's exception of a name and a message.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public JobVariables(JsonObject variables, Func<string, string, Exception> refuse)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(refuse);
        _variables = variables;
        _refuse = refuse;
    }

    /// <summary>Tells whether a variable is given, be it as null.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => _variables.ContainsKey(name);

    /// <summary>Gives what stands under a name, as it is.</summary>
    /// <param name="name">The name.</param>
    public JsonNode? Raw(string name) => _variables[name];

    /// <summary>Gives a text; null where it is empty.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is no text: the package's exception.</exception>
    public string? Text(string name) => _variables[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.ToString() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>Gives a text that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is none, or empty: the package's exception.</exception>
    public string RequiredText(string name) => Text(name) ?? throw Wrong(name, "a text");

    /// <summary>Gives texts; none where there is no list.</summary>
    /// <param name="name">Name of the list.</param>
    /// <exception cref="Exception">It is no list of texts: the package's exception.</exception>
    public IReadOnlyList<string> Texts(string name) => _variables[name] switch
    {
        null => [],
        JsonArray list when list.All(static item => item?.GetValueKind() == JsonValueKind.String) => [.. list.Select(static item => item!.GetValue<string>())],
        _ => throw Wrong(name, "a list of texts"),
    };

    /// <summary>Gives a switch.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is neither true nor false: the package's exception.</exception>
    public bool? Truth(string name) => _variables[name]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>Gives a number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is none: the package's exception.</exception>
    public double? Number(string name)
    {
        if (_variables[name] is not { } node)
        {
            return null;
        }

        return node is JsonValue && double.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw Wrong(name, "a number");
    }

    /// <summary>Gives a whole number that is not negative.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is none: the package's exception.</exception>
    public int? Whole(string name)
    {
        if (_variables[name] is not { } node)
        {
            return null;
        }

        return node is JsonValue
            && double.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number is >= 0 and <= int.MaxValue
            && double.IsInteger(number)
            ? (int)number
            : throw Wrong(name, "a whole number");
    }

    /// <summary>Gives a time that is written in seconds, up to a day.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is no number, or out of range: the package's exception.</exception>
    public TimeSpan? Seconds(string name) =>
        Number(name) is not { } seconds ? null
        : seconds is >= 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds)
        : throw Wrong(name, "a number of seconds up to a day");

    /// <summary>Gives values by name, such as environment variables; none where there are none.</summary>
    /// <param name="name">Name of the object.</param>
    /// <exception cref="Exception">It is no object: the package's exception.</exception>
    public Dictionary<string, string?> Map(string name) =>
        (Section(name) ?? []).ToDictionary(static pair => pair.Key, static pair => pair.Value?.ToString(), StringComparer.Ordinal);

    /// <summary>Gives an object, which is the caller's own.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Exception">It is none: the package's exception.</exception>
    public JsonObject? Section(string name) => _variables[name] switch
    {
        null => null,
        JsonObject section => section.DeepClone().AsObject(),
        _ => throw Wrong(name, "an object"),
    };

    /// <summary>Gives a command, written as a list of words or in one line.</summary>
    /// <param name="name">Its name. Default: <c>command</c>.</param>
    /// <exception cref="Exception">It is neither, or the line has an end that is open: the package's exception.</exception>
    public IReadOnlyList<string>? Command(string name = "command")
    {
        if (_variables[name] is JsonArray words)
        {
            return [.. words.Select(static word => word?.ToString() ?? "")];
        }

        try
        {
            return Text(name) is { } line ? CommandLine.Split(line) : null;
        }
        catch (FormatException exception)
        {
            throw _refuse(name, exception.Message);
        }
    }

    /// <summary>Makes the package's exception for a variable that has a value of another kind.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">What it must be, such as "a text".</param>
    public Exception Wrong(string name, string what) => _refuse(name, $"The job variable {name} must be {what}.");
}

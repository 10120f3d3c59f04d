using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reads definitions of waiters, in version 2 of the vendor's format.</summary>
internal sealed class WaiterModelReader
{
    private readonly JsonObject _waiter;
    private readonly string _name;

    private WaiterModelReader(string name, JsonObject waiter) => (_name, _waiter) = (name, waiter);

    /// <summary>Reads one waiter of a definition. The others are not looked at.</summary>
    /// <exception cref="WaiterDefinitionException">The definition is not written as the format wants it, or has no such waiter.</exception>
    public static WaiterModel Read(JsonObject definition, string name)
    {
        if (definition["version"] is not { } version || !JmesValue.AreEqual(version, 2))
        {
            throw new WaiterDefinitionException("version", $"must be 2, not {JmesValue.Json(definition["version"])}");
        }

        if (definition["waiters"] is not JsonObject waiters)
        {
            throw new WaiterDefinitionException("waiters", "must be an object of waiters by their names");
        }

        string found = (waiters.ContainsKey(name) ? name : waiters.Select(waiter => waiter.Key).FirstOrDefault(key => WaiterModel.IsSameName(key, name)))
            ?? throw new WaiterDefinitionException("waiters", $"has no '{name}'. It has: {string.Join(", ", waiters.Select(waiter => waiter.Key))}");
        return waiters[found] is JsonObject waiter
            ? new WaiterModelReader(found, waiter).Read()
            : throw new WaiterDefinitionException($"waiters.{found}", "must be an object");
    }

    private WaiterModel Read()
    {
        if (_waiter["acceptors"] is not JsonArray { Count: > 0 } acceptors)
        {
            throw Refuse("acceptors", "must be a list of at least one acceptor");
        }

        return new WaiterModel(
            _name,
            ReadOperation(),
            ReadDelay(),
            ReadAttempts(),
            [.. acceptors.Select((acceptor, index) => ReadAcceptor(acceptor, string.Create(CultureInfo.InvariantCulture, $"acceptors[{index}]")))]);
    }

    private string ReadOperation() => Text(_waiter["operation"]) is { Length: > 0 } operation && operation.All(char.IsAsciiLetterOrDigit)
        ? operation
        : throw Refuse("operation", "must be the name of an operation, such as DescribeTasks");

    private TimeSpan ReadDelay() => Number("delay") is { } delay and >= 0 and <= int.MaxValue && WaiterModel.IsDelay(TimeSpan.FromSeconds(delay))
        ? TimeSpan.FromSeconds(delay)
        : throw Refuse("delay", "must be a number of seconds, 0 to 24 days");

    private int ReadAttempts() => Number("maxAttempts") is { } attempts and >= 1 and <= int.MaxValue && double.IsInteger(attempts)
        ? (int)attempts
        : throw Refuse("maxAttempts", "must be a whole number from 1");

    private WaiterAcceptor ReadAcceptor(JsonNode? node, string place)
    {
        if (node is not JsonObject acceptor)
        {
            throw Refuse(place, "must be an object");
        }

        WaiterState state = Text(acceptor["state"]) switch
        {
            "success" => WaiterState.Success,
            "failure" => WaiterState.Failure,
            "retry" => WaiterState.Retry,
            _ => throw Refuse(place + ".state", "must be success, failure or retry"),
        };
        if (!acceptor.TryGetPropertyValue("expected", out JsonNode? expected))
        {
            throw Refuse(place + ".expected", "is missing");
        }

        return Text(acceptor["matcher"]) switch
        {
            "path" => new PathAcceptor(ReadPath(acceptor, place), expected, state),
            "pathAll" => new PathAllAcceptor(ReadPath(acceptor, place), expected, state),
            "pathAny" => new PathAnyAcceptor(ReadPath(acceptor, place), expected, state),
            "status" => new StatusAcceptor(ReadStatus(expected, place), state),
            "error" => ReadError(expected, state, place),
            _ => throw Refuse(place + ".matcher", "must be path, pathAll, pathAny, status or error"),
        };
    }

    private JmesPathQuery ReadPath(JsonObject acceptor, string place)
    {
        string argument = Text(acceptor["argument"]) ?? throw Refuse(place + ".argument", "must be a JMESPath expression on the answer");
        try
        {
            return new JmesPathQuery(argument);
        }
        catch (JmesPathException exception)
        {
            throw Refuse(place + ".argument", $"is '{argument}', which is no JMESPath: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private int ReadStatus(JsonNode? expected, string place) =>
        Number(expected) is { } status and >= 100 and <= 599 && double.IsInteger(status)
            ? (int)status
            : throw Refuse(place + ".expected", "must be the number of an HTTP status, 100 to 599");

    private WaiterAcceptor ReadError(JsonNode? expected, WaiterState state, string place) => expected?.GetValueKind() switch
    {
        JsonValueKind.True => new AnyErrorAcceptor(true, state),
        JsonValueKind.False => new AnyErrorAcceptor(false, state),
        JsonValueKind.String => new ErrorCodeAcceptor(expected.GetValue<string>(), state),
        _ => throw Refuse(place + ".expected", "must be true, false or the code of an error"),
    };

    private double? Number(string member) => Number(_waiter[member]);

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private WaiterDefinitionException Refuse(string place, string why, Exception? innerException = null) =>
        new($"waiters.{_name}.{place}", why, innerException);
}

using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>What a function of JMESPath is called with, of the types it takes.</summary>
internal sealed class JmesArguments
{
    private readonly JmesCall _call;
    private readonly JsonNode?[] _values;

    private JmesArguments(JmesCall call, JsonNode?[] values) => (_call, _values) = (call, values);

    public IReadOnlyList<JsonNode?> Values => _values;

    public JsonNode? this[int index] => _values[index];

    /// <exception cref="JmesPathException">An argument has another type than the function takes.</exception>
    public static JmesArguments Evaluate(JmesCall call, JsonNode? current)
    {
        JmesArguments arguments = new(call, [.. call.Arguments.Select(argument => argument.Evaluate(current))]);
        for (int index = 0; index < arguments._values.Length; index++)
        {
            JmesType wanted = call.Function.Parameter(index);
            if (wanted != JmesType.Expression && !JmesValue.Is(arguments[index], wanted))
            {
                throw arguments.Refuse($"argument {index + 1} is of type {JmesValue.TypeName(arguments[index])}, and must be {wanted}");
            }
        }

        return arguments;
    }

    public string Text(int index) => _values[index]!.GetValue<string>();

    public JsonArray List(int index) => _values[index]!.AsArray();

    /// <summary>Puts the expression that is an argument to a value.</summary>
    public JsonNode? Apply(int index, JsonNode? value) => ((JmesReference)_call.Arguments[index]).Expression.Evaluate(value);

    /// <summary>Pairs items with what the expression that is an argument gives of them: numbers all, or strings all.</summary>
    /// <exception cref="JmesPathException">It gives something else.</exception>
    public (JsonNode? Item, JsonNode? Key)[] Keyed(int list, int expression)
    {
        (JsonNode? Item, JsonNode? Key)[] pairs = [.. List(list).Select(item => (item, Apply(expression, item)))];
        return pairs.All(pair => JmesValue.Is(pair.Key, JmesType.Number)) || pairs.All(pair => JmesValue.Is(pair.Key, JmesType.String))
            ? pairs
            : throw Refuse("its expression must give a number of every item, or a string of every item");
    }

    /// <exception cref="JmesPathException">The function cannot be computed on these arguments.</exception>
    public JsonNode? Call()
    {
        try
        {
            return _call.Function.Call(this);
        }
        catch (OverflowException)
        {
            throw Refuse("the numbers are too large");
        }
    }

    private JmesPathException Refuse(string why) =>
        new($"{_call.Function.Name}() at position {_call.Position} of the JMESPath query cannot be computed on these data: {why}.", _call.Position);
}

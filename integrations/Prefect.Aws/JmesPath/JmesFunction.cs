using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A function of JMESPath.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What it takes, one after the other.</param>
/// <param name="Call">What it does.</param>
internal sealed record JmesFunction(string Name, JmesType[] Parameters, Func<JmesArguments, JsonNode?> Call)
{
    /// <summary>Whether the last parameter may be given any number of times, once at least.</summary>
    public bool Repeats { get; init; }

    public JmesType Parameter(int index) => Parameters[Math.Min(index, Parameters.Length - 1)];

    /// <exception cref="JmesPathException">There is no such function.</exception>
    public static JmesFunction Find(string name, int position) =>
        Array.Find(JmesFunctions.All, function => function.Name == name)
        ?? throw new JmesPathException(
            $"There is no function '{name}', as it stands at position {position} of the JMESPath query. There are: {Names()}.", position);

    /// <exception cref="JmesPathException">There are more or fewer arguments than it takes, or an expression where it takes a value.</exception>
    public void Check(IReadOnlyList<JmesNode> arguments, int position)
    {
        bool fits = Repeats ? arguments.Count >= Parameters.Length : arguments.Count == Parameters.Length;
        if (!fits)
        {
            string count = Repeats ? $"at least {Parameters.Length}" : $"{Parameters.Length}";
            throw new JmesPathException(
                $"{Name}() at position {position} of the JMESPath query takes {count} arguments, not {arguments.Count}.", position);
        }

        for (int index = 0; index < arguments.Count; index++)
        {
            bool wanted = Parameter(index) == JmesType.Expression;
            if (wanted != arguments[index] is JmesReference)
            {
                string form = wanted ? "an expression, written with & before it" : "a value, without & before it";
                throw new JmesPathException(
                    $"Argument {index + 1} of {Name}() at position {position} of the JMESPath query must be {form}.", position);
            }
        }
    }

    private static string Names() => string.Join(", ", JmesFunctions.All.Select(function => function.Name));
}

using System.Collections;

namespace Prefect.Flows;

/// <summary>Values that a worker logs beside each of some lines.</summary>
internal sealed record ForwardedScope(string Text, IReadOnlyDictionary<string, string?> Values)
{
    public static ForwardedScope Of<TState>(TState state)
    {
        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            values[name] = value?.ToString();
        }

        return new ForwardedScope(state?.ToString() ?? "", values);
    }

    /// <summary>Gives the scope in the form that loggers take.</summary>
    public IReadOnlyCollection<KeyValuePair<string, object?>> ToState() => new State(this);

    private sealed class State(ForwardedScope scope) : IReadOnlyCollection<KeyValuePair<string, object?>>
    {
        public int Count => scope.Values.Count;

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
            scope.Values.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => scope.Text;
    }
}

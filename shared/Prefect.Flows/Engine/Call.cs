using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Flows;

/// <summary>The body of a flow or task together with the arguments of one call. It is also those arguments by parameter.</summary>
/// <param name="definition">What is called.</param>
/// <typeparam name="TResult">Type of the result.</typeparam>
internal abstract class Call<TResult>(Definition definition) : IReadOnlyDictionary<string, object?>
{
    /// <summary>What is called.</summary>
    public Definition Definition { get; } = definition;

    /// <summary>How many arguments there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the arguments may hold runs that must end before the body can begin.</summary>
    public abstract bool MayHoldRuns { get; }

    /// <summary>Whether the arguments are values by now, so that they can be asked for.</summary>
    public virtual bool IsResolved => true;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Definition.Parameters.Take(Count).Select(parameter => parameter.Name);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => Enumerable.Range(0, Count).Select(index => this[index]);

    /// <summary>An argument by its place.</summary>
    public abstract object? this[int index] { get; }

    /// <inheritdoc/>
    public object? this[string key] => TryGetValue(key, out object? value) ? value : throw new KeyNotFoundException($"There is no parameter '{key}'.");

    /// <summary>Finds the runs that the arguments hold.</summary>
    public abstract void Collect(DependencyCollector dependencies);

    /// <summary>Gives the call with results in place of the runs, all of which have ended.</summary>
    public abstract Call<TResult> Resolve();

    /// <summary>Runs the body.</summary>
    public abstract ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Place(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        int place = Place(key);
        value = place < 0 ? null : this[place];
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return KeyValuePair.Create(Definition.Parameters[index].Name, this[index]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Place(string key)
    {
        for (int index = 0; index < Count; index++)
        {
            if (Definition.Parameters[index].Name == key)
            {
                return index;
            }
        }

        return -1;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Prefect.Flows;

public sealed partial class Transaction
{
    private Dictionary<string, TransactionValue>? _values;

    /// <summary>
    /// Keeps a value for the hooks and the transactions inside. What is kept is a copy, made by way of JSON, of everything that can
    /// change; texts, numbers, times and blocks are kept as they are.
    /// </summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="ArgumentException">The name is empty, or the value cannot be copied.</exception>
    public void Set<T>(string name, T value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        TransactionValue kept = TransactionValue.Of(name, value);
        lock (ValuesGate)
        {
            (_values ??= new Dictionary<string, TransactionValue>(StringComparer.Ordinal))[name] = kept;
        }
    }

    /// <summary>Gives a copy of a value that was set here or, failing that, in a transaction around this one.</summary>
    /// <param name="name">Name of the value.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="ArgumentException">The name is empty, no such value was set, or it is of another type.</exception>
    public T Get<T>(string name) => TryGet(name, out T? value)
        ? value!
        : throw new ArgumentException($"There is no value '{name}' in this transaction or one around it. Set it first, or use TryGet.", nameof(name));

    /// <summary>Gives a copy of a value, or something else when it was not set.</summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="otherwise">What to give when it was not set.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="ArgumentException">The name is empty, or the value is of another type.</exception>
    public T Get<T>(string name, T otherwise) => TryGet(name, out T? value) ? value! : otherwise;

    /// <summary>Gives a copy of a value if it was set here or in a transaction around this one.</summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <returns>Whether it was set.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the value is of another type.</exception>
    public bool TryGet<T>(string name, [MaybeNull] out T value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        for (Transaction? transaction = this; transaction is not null; transaction = transaction._outer)
        {
            if (transaction.Find(name) is { } kept)
            {
                value = kept.Read<T>(name);
                return true;
            }
        }

        value = default;
        return false;
    }

    private static Lock ValuesGate { get; } = new();

    private TransactionValue? Find(string name)
    {
        lock (ValuesGate)
        {
            return _values?.GetValueOrDefault(name);
        }
    }
}

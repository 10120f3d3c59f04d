using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>A small named value that flows share and that can be changed without changing code.</summary>
/// <remarks>A variable is kept and shown in clear: secrets belong in blocks.</remarks>
/// <example>
/// <code>
/// await Variable.SetAsync("batch_size", 500);
/// int size = await Variable.GetAsync("batch_size", 100);
/// </code>
/// </example>
[SyncTwins]
public sealed partial record Variable
{
    /// <summary>Identifies the variable.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Value.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it was first set, UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last set, UTC.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Keeps a value under a name. It survives the death of the machine once the call returns.</summary>
    /// <param name="name">Name: small letters, digits, dashes and underscores, at most 255.</param>
    /// <param name="value">Value; at most 5,000 characters as JSON.</param>
    /// <param name="tags">Labels.</param>
    /// <param name="overwrite">Whether a variable of that name is replaced, with its labels.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <returns>The variable as it is now.</returns>
    /// <exception cref="ArgumentException">Name, value or labels break these rules, or the value cannot be written as JSON.</exception>
    /// <exception cref="VariableExistsException">There is one of that name, and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<Variable> SetAsync<T>(
        string name, T value, IReadOnlyList<string>? tags = null, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        VariableRules.CheckName(name);
        JsonElement json = ValueJson.Write(value, $"The value of the variable '{name}'", nameof(value));
        VariableDraft draft = new(name, json) { Tags = tags ?? [], Overwrite = overwrite };
        return await AmbientStore.Current.Variables.SetAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the value of a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fallback">What to give when there is no such variable.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the value; <see cref="JsonElement"/> takes any.</typeparam>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="VariableTypeException">The value is not of that type.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<T?> GetAsync<T>(string name, T? fallback = default, CancellationToken cancellationToken = default)
    {
        Variable? variable = await FindAsync(name, cancellationToken).ConfigureAwait(false);
        return variable is null ? fallback : variable.As<T>();
    }

    /// <summary>Finds a variable with everything about it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The variable, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<Variable?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return await AmbientStore.Current.Variables.FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<bool> UnsetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return await AmbientStore.Current.Variables.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists variables by name.</summary>
    /// <param name="limit">Most to give, 1 or more; all by default.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static IAsyncEnumerable<Variable> ListAsync(int? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
        return AmbientStore.Current.Variables.ListAsync(limit, cancellationToken);
    }

    /// <summary>Reads the value as a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="VariableTypeException">The value is not of that type.</exception>
    public T? As<T>()
    {
        try
        {
            return ValueJson.Read<T>(Value);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new VariableTypeException(
                $"The variable '{Name}' holds {ValueText}, which cannot be read as {typeof(T).Name}. Read it as JsonElement, or set it anew.", exception);
        }
    }

    private string ValueText => Quoted.Short(SecretMasker.Mask(ValueJson.Text(Value)));
}

namespace Prefect.Flows;

/// <summary>A group of attributes of what runs.</summary>
public abstract class RuntimeModule
{
    private readonly string _prefix;

    private protected RuntimeModule(string name)
    {
        _prefix = $"PREFECT__RUNTIME__{name}__";
    }

    /// <summary>Names of the attributes as templates use them, sorted.</summary>
    public IReadOnlyList<string> AttributeNames => field ??= [.. Attributes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The attributes by name.</summary>
    private protected abstract IReadOnlyDictionary<string, Func<object?>> Attributes { get; }

    /// <summary>Gives an attribute by name; one that is not known may still be set by an environment variable, and is then its text.</summary>
    /// <param name="name">Name such as <c>run_count</c>.</param>
    /// <exception cref="ArgumentException">There is no such attribute, or an environment variable gives what does not fit it.</exception>
    public object? Get(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return TryGet(name, out object? value)
            ? value
            : throw new ArgumentException(
                $"There is no attribute '{name}'. There are {string.Join(", ", AttributeNames)}, and what the environment sets as {_prefix}{name.ToUpperInvariant()}.", nameof(name));
    }

    internal bool TryGet(string name, out object? value)
    {
        if (Attributes.TryGetValue(name, out Func<object?>? attribute))
        {
            value = attribute();
            return true;
        }

        value = Environment.GetEnvironmentVariable(_prefix + name.ToUpperInvariant());
        return value is not null;
    }

    /// <summary>Gives what the environment puts in place of an attribute; false when it does not.</summary>
    private protected bool IsOverridden(string name, out string text)
    {
        text = Environment.GetEnvironmentVariable(_prefix + name.ToUpperInvariant()) ?? "";
        return text.Length > 0;
    }

    private protected string? Text(string name, Func<string?> value) => IsOverridden(name, out string text) ? text : value();

    private protected async ValueTask<string?> TextAsync(string name, Func<ValueTask<string?>> value) =>
        IsOverridden(name, out string text) ? text : await value().ConfigureAwait(false);

    private protected T Cast<T>(string name, string text)
        where T : struct => RuntimeOverride.Cast<T>(_prefix + name.ToUpperInvariant(), text);

    /// <exception cref="ArgumentException">The environment gives a text for what is a list or dictionary.</exception>
    private protected void ThrowIfOverridden(string name)
    {
        if (IsOverridden(name, out _))
        {
            throw new ArgumentException(
                $"The environment variable {_prefix}{name.ToUpperInvariant()} is set, but '{name}' is a list or dictionary, which no text can stand in for. Unset it.", nameof(name));
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Prefect.Blocks;

/// <summary>A value of one of three types. The default is the first type's default.</summary>
/// <typeparam name="T1">The first type.</typeparam>
/// <typeparam name="T2">The second type.</typeparam>
/// <typeparam name="T3">The third type.</typeparam>
[SuppressMessage("Usage", "CA2225", Justification = "The constructors are the named alternates of the conversions.")]
public readonly struct OneOf<T1, T2, T3> : IEquatable<OneOf<T1, T2, T3>>
{
    private readonly int _index;
    private readonly T1? _first;
    private readonly T2? _second;
    private readonly T3? _third;

    /// <summary>Holds a value of the first type.</summary>
    /// <param name="value">The value.</param>
    public OneOf(T1 value) => _first = value;

    /// <summary>Holds a value of the second type.</summary>
    /// <param name="value">The value.</param>
    public OneOf(T2 value) => (_index, _second) = (1, value);

    /// <summary>Holds a value of the third type.</summary>
    /// <param name="value">The value.</param>
    public OneOf(T3 value) => (_index, _third) = (2, value);

    /// <summary>The value, whatever its type.</summary>
    public object? Value => _index switch
    {
        0 => _first,
        1 => _second,
        _ => _third,
    };

    internal int Index => _index;

    /// <summary>Holds a value of the first type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OneOf<T1, T2, T3>(T1 value) => new(value);

    /// <summary>Holds a value of the second type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OneOf<T1, T2, T3>(T2 value) => new(value);

    /// <summary>Holds a value of the third type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OneOf<T1, T2, T3>(T3 value) => new(value);

    /// <summary>Tells whether two values are of one type and equal.</summary>
    public static bool operator ==(OneOf<T1, T2, T3> left, OneOf<T1, T2, T3> right) => left.Equals(right);

    /// <summary>Tells whether two values differ in type or value.</summary>
    public static bool operator !=(OneOf<T1, T2, T3> left, OneOf<T1, T2, T3> right) => !left.Equals(right);

    /// <summary>Gives the value if it is of the first type.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetFirst([MaybeNullWhen(false)] out T1 value)
    {
        value = _first;
        return _index == 0;
    }

    /// <summary>Gives the value if it is of the second type.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetSecond([MaybeNullWhen(false)] out T2 value)
    {
        value = _second;
        return _index == 1;
    }

    /// <summary>Gives the value if it is of the third type.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetThird([MaybeNullWhen(false)] out T3 value)
    {
        value = _third;
        return _index == 2;
    }

    /// <summary>Calls the function for the type that the value has.</summary>
    /// <param name="first">Called with a value of the first type.</param>
    /// <param name="second">Called with a value of the second type.</param>
    /// <param name="third">Called with a value of the third type.</param>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Match<TResult>(Func<T1, TResult> first, Func<T2, TResult> second, Func<T3, TResult> third)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return _index switch
        {
            0 => first(_first!),
            1 => second(_second!),
            _ => third(_third!),
        };
    }

    /// <inheritdoc/>
    public bool Equals(OneOf<T1, T2, T3> other) => _index == other._index && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OneOf<T1, T2, T3> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_index, Value);

    /// <summary>Gives the value's own text.</summary>
    public override string ToString() => Value?.ToString() ?? "";
}

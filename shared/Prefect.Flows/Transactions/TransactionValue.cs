using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>A value of a transaction: itself when it cannot change, else as JSON.</summary>
internal sealed class TransactionValue
{
    private readonly object? _value;
    private readonly byte[]? _json;

    private TransactionValue(object? value, byte[]? json)
    {
        _value = value;
        _json = json;
    }

    public static TransactionValue Of<T>(string name, T value)
    {
        if (IsFixed(value))
        {
            return new TransactionValue(value, null);
        }

        try
        {
            return new TransactionValue(null, ResultJson.Write(value, value!.GetType()));
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ResultSerializationException)
        {
            throw new ArgumentException($"The value '{name}' of type {value!.GetType()} cannot be copied: {failure.Message}", nameof(value), failure);
        }
    }

    public T? Read<T>(string name)
    {
        try
        {
            return _json is not null ? ResultJson.Read<T>(_json) : (T?)_value;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidCastException or NullReferenceException or ResultSerializationException)
        {
            throw new ArgumentException($"The value '{name}' is no {typeof(T)}. Get it as the type that it was set as.", nameof(name), failure);
        }
    }

    private static bool IsFixed(object? value) => value is null or string or Block or SecretString
        || (value.GetType() is { IsValueType: true } type && (type.IsPrimitive || type.IsEnum || type.Namespace == "System") && value is IFormattable);
}

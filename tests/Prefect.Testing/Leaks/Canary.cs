using System.Security.Cryptography;

namespace Prefect.Testing;

/// <summary>A secret value that must not be found anywhere, under a name that may be printed.</summary>
public sealed class Canary
{
    private const int ShortestValue = 6;

    /// <summary>Names a value.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="value">The secret, at least six characters: shorter ones turn up by chance.</param>
    /// <exception cref="ArgumentException">The name is empty or the value too short.</exception>
    public Canary(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length < ShortestValue)
        {
            throw new ArgumentException($"The canary '{name}' is shorter than {ShortestValue} characters and would be found by chance.", nameof(value));
        }

        Name = name;
        Value = value;
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The secret.</summary>
    public string Value { get; }

    /// <summary>Makes a value that occurs nowhere by chance, with characters that every kind of escaping changes.</summary>
    public static Canary Generate(string name) => new(name, $"{RandomNumberGenerator.GetHexString(12)}+\"é/ &{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    /// <summary>Gives the name, never the value.</summary>
    public override string ToString() => Name;
}

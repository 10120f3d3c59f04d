using System.Diagnostics.CodeAnalysis;

namespace Prefect.Snowflake;

/// <summary>Parameters of a query: by name, or in their order.</summary>
/// <example>
/// <code>
/// SnowflakeParameters byName = new Dictionary&lt;string, object?&gt; { ["since"] = new DateOnly(2024, 2, 29) };
/// SnowflakeParameters inOrder = new object?[] { "Ada", 36 };
/// </code>
/// </example>
public sealed record SnowflakeParameters
{
    private SnowflakeParameters()
    {
    }

    /// <summary>The parameters by name; null where they go in their order.</summary>
    public IReadOnlyDictionary<string, object?>? ByName { get; private init; }

    /// <summary>The parameters in their order; null where they go by name.</summary>
    public IReadOnlyList<object?>? InOrder { get; private init; }

    /// <summary>Takes parameters by name.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    public static SnowflakeParameters Of(IReadOnlyDictionary<string, object?> parameters) =>
        new() { ByName = parameters ?? throw new ArgumentNullException(nameof(parameters)) };

    /// <summary>Takes parameters in their order.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    public static SnowflakeParameters Of(IReadOnlyList<object?> parameters) =>
        new() { InOrder = parameters ?? throw new ArgumentNullException(nameof(parameters)) };

    /// <summary>Takes parameters by name.</summary>
    /// <param name="parameters">The parameters; null for none.</param>
    [return: NotNullIfNotNull(nameof(parameters))]
    public static implicit operator SnowflakeParameters?(Dictionary<string, object?>? parameters) => parameters is null ? null : Of((IReadOnlyDictionary<string, object?>)parameters);

    /// <summary>Takes parameters in their order.</summary>
    /// <param name="parameters">The parameters; null for none.</param>
    [return: NotNullIfNotNull(nameof(parameters))]
    public static implicit operator SnowflakeParameters?(object?[]? parameters) => parameters is null ? null : Of((IReadOnlyList<object?>)parameters);

    /// <summary>Gives no value: these may be nobody's business.</summary>
    public override string ToString() => $"SnowflakeParameters ({ByName?.Count ?? InOrder!.Count})";

    internal static SnowflakeStatement Fill(string query, SnowflakeParameters? parameters) =>
        parameters?.InOrder is { } inOrder ? SnowflakeStatement.Of(query, inOrder) : SnowflakeStatement.Of(query, parameters?.ByName);
}

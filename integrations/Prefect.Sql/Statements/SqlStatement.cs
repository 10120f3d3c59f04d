using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Sql;

/// <summary>What is to be run: text, values of parameters by name or by position, and options. The values are as they were when it was made.</summary>
internal sealed class SqlStatement : IEquatable<SqlStatement>
{
    private readonly SortedList<string, object?> _values = new(StringComparer.Ordinal);

    private SqlStatement(string operation, SqlParameterStyle style, SqlExecutionOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        Text = operation;
        Options = options ?? SqlExecutionOptions.Default;
        Style = Options.NoParameters ? SqlParameterStyle.None : style;
    }

    public string Text { get; }

    public SqlParameterStyle Style { get; }

    public SqlExecutionOptions Options { get; }

    /// <exception cref="ArgumentException">The text is null or empty.</exception>
    public static SqlStatement Of(string operation, IReadOnlyDictionary<string, object?>? parameters, SqlExecutionOptions? options = null)
    {
        SqlStatement statement = new(operation, SqlParameterStyle.Named, options);
        foreach ((string name, object? value) in parameters ?? ReadOnlyDictionary<string, object?>.Empty)
        {
            statement._values[name] = Copy(value);
        }

        return statement;
    }

    /// <exception cref="ArgumentException">The text is null or empty, or the list is null.</exception>
    public static SqlStatement Of(string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null)
    {
        SqlStatement statement = new(operation, SqlParameterStyle.Positional, options);
        ArgumentNullException.ThrowIfNull(parameters);
        for (int place = 0; place < parameters.Count; place++)
        {
            statement._values[place.ToString(CultureInfo.InvariantCulture)] = Copy(parameters[place]);
        }

        return statement;
    }

    public SqlText Parse(SqlDialect dialect) => Style switch
    {
        SqlParameterStyle.Named => SqlText.Named(Text, dialect),
        SqlParameterStyle.Positional => SqlText.Positional(Text, dialect),
        _ => SqlText.AsWritten(Text, dialect),
    };

    /// <summary>The values for the parameters of the text, in their order.</summary>
    /// <exception cref="SqlParameterException">There is no value for one, or, by position, one too many.</exception>
    public IReadOnlyList<object?> Values(SqlText text)
    {
        if (Style == SqlParameterStyle.Positional && text.Parameters.Length != _values.Count)
        {
            throw new SqlParameterException(
                $"The statement has places for {text.Parameters.Length} parameters, and {_values.Count} were given. Places are '?' or '%s'; a question mark itself is '??'.");
        }

        return [.. text.Parameters.Select(name => _values.TryGetValue(name, out object? value)
            ? value
            : throw new SqlParameterException(
                $"There is no value for the parameter ':{name}'. If it is none, write '\\:{name}', or set {nameof(SqlExecutionOptions.NoParameters)}."))];
    }

    public bool Equals(SqlStatement? other) =>
        other is not null && Text == other.Text && Style == other.Style && Options == other.Options
        && _values.Keys.SequenceEqual(other._values.Keys, StringComparer.Ordinal)
        && _values.Values.SequenceEqual(other._values.Values, SqlValueComparer.Instance);

    public override bool Equals(object? obj) => Equals(obj as SqlStatement);

    public override int GetHashCode() => HashCode.Combine(Text, Style, Options, _values.Count);

    public override string ToString() => "(statement)";

    // Documents of JSON are equal by their text.
    private static object? Copy(object? value) => value switch
    {
        Array array => array.Clone(),
        JsonNode node => node.ToJsonString(),
        JsonElement element => element.GetRawText(),
        _ => value,
    };
}

using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Prefect.Snowflake;

/// <summary>The parameters of a command.</summary>
[SuppressMessage("Design", "CA1010", Justification = "Its base says what it is a collection of.")]
public sealed class SnowflakeParameterCollection : DbParameterCollection
{
    private readonly List<SnowflakeParameter> _parameters = [];

    internal SnowflakeParameterCollection()
    {
    }

    /// <inheritdoc/>
    public override int Count => _parameters.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_parameters).SyncRoot;

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name; empty for one by position.</param>
    /// <param name="value">Its value.</param>
    public SnowflakeParameter Add(string name, object? value)
    {
        SnowflakeParameter parameter = new(name, value);
        _parameters.Add(parameter);
        return parameter;
    }

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _parameters.Add(Of(value));
        return _parameters.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (object value in values)
        {
            Add(value);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => value is SnowflakeParameter parameter && _parameters.Contains(parameter);

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is SnowflakeParameter parameter ? _parameters.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName) =>
        _parameters.FindIndex(parameter => string.Equals(NameOf(parameter.ParameterName), NameOf(parameterName ?? ""), StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _parameters.Insert(index, Of(value));

    /// <inheritdoc/>
    public override void Remove(object value) => _parameters.Remove(Of(value));

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(Found(parameterName));

    /// <exception cref="ArgumentException">A parameter is missing, has no usable type, or only some have names.</exception>
    internal SnowflakeStatement ToStatement(string sql)
    {
        string[] names = [.. _parameters.Select(static parameter => NameOf(parameter.ParameterName))];
        if (Array.TrueForAll(names, static name => name.Length == 0))
        {
            return SnowflakeStatement.Of(sql, [.. _parameters.Select(static parameter => parameter.Typed)]);
        }

        if (Array.TrueForAll(names, static name => int.TryParse(name, CultureInfo.InvariantCulture, out _)))
        {
            return SnowflakeStatement.Of(sql, [.. _parameters.OrderBy(static parameter => int.Parse(NameOf(parameter.ParameterName), CultureInfo.InvariantCulture)).Select(static parameter => parameter.Typed)]);
        }

        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        for (int index = 0; index < names.Length; index++)
        {
            if (names[index].Length == 0 || !values.TryAdd(names[index], _parameters[index].Typed))
            {
                throw new ArgumentException($"Either all parameters have a name of their own or none has; '{names[index]}' is not so.", nameof(sql));
            }
        }

        return SnowflakeStatement.Of(sql, values);
    }

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _parameters[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _parameters[Found(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = Of(value);

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => _parameters[Found(parameterName)] = Of(value);

    private static string NameOf(string name) => name.Length > 0 && name[0] is (':' or '@') ? name[1..] : name;

    private static SnowflakeParameter Of(object value) => value as SnowflakeParameter
        ?? throw new ArgumentException("A parameter of a command of Snowflake is a SnowflakeParameter.", nameof(value));

    private int Found(string name) => IndexOf(name) is >= 0 and int index ? index : throw new ArgumentException($"There is no parameter '{name}'.", nameof(name));
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Snowflake;

/// <summary>A parameter of a command.</summary>
public sealed class SnowflakeParameter : DbParameter
{
    /// <summary>Makes a parameter.</summary>
    public SnowflakeParameter()
    {
    }

    /// <summary>Makes a parameter.</summary>
    /// <param name="name">Its name; empty for one by position.</param>
    /// <param name="value">Its value.</param>
    public SnowflakeParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    /// <summary>Its name, with or without a colon before it; empty for one by position.</summary>
    [AllowNull]
    public override string ParameterName
    {
        get;
        set => field = value ?? "";
    } = "";

    /// <summary>Its value: of .NET's types, or <see cref="SnowflakeValue"/> where those do not tell the service's.</summary>
    public override object? Value { get; set; }

    /// <summary>Type of the value, where that is said rather than inferred. Default: it is inferred.</summary>
    public SnowflakeType? SnowflakeType { get; set; }

    /// <summary>Type of the value in the terms of ADO.NET.</summary>
    public override DbType DbType
    {
        get;
        set
        {
            field = value;
            SnowflakeType = TypeOf(value);
        }
    } = DbType.Object;

    /// <summary>Into the statement: there is nothing else.</summary>
    /// <exception cref="ArgumentException">Another direction is set.</exception>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set => _ = value == ParameterDirection.Input ? value : throw new ArgumentException("Parameters of Snowflake go into the statement only.", nameof(value));
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn
    {
        get;
        set => field = value ?? "";
    } = "";

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <summary>The value as it is written: with its type where that is said.</summary>
    internal object? Typed => SnowflakeType is { } type && Value is not SnowflakeValue ? new SnowflakeValue(type, Value) : Value;

    /// <summary>Lets the type be inferred.</summary>
    public override void ResetDbType()
    {
        DbType = DbType.Object;
        SnowflakeType = null;
    }

    // What the value itself tells is left to it; these say more than it does.
    private static SnowflakeType? TypeOf(DbType type) => type switch
    {
        DbType.Date => Snowflake.SnowflakeType.Date,
        DbType.Time => Snowflake.SnowflakeType.Time,
        DbType.Binary => Snowflake.SnowflakeType.Binary,
        _ => null,
    };
}

using System.Data.Common;

namespace Prefect.Snowflake;

/// <summary>A column in the terms of ADO.NET.</summary>
internal sealed class SnowflakeDbColumn : DbColumn
{
    public SnowflakeDbColumn(SnowflakeColumn column, int ordinal, Type type)
    {
        ColumnName = column.Name;
        ColumnOrdinal = ordinal;
        DataType = type;
        DataTypeName = column.TypeName.ToUpperInvariant();
        AllowDBNull = column.IsNullable;
        ColumnSize = column.Length is { } length ? (int)Math.Min(length, int.MaxValue) : null;
        NumericPrecision = column.Precision;
        NumericScale = column.Scale;
        IsReadOnly = true;
    }
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Prefect.Snowflake;

/// <summary>Writes columns as the table that ADO.NET describes them in.</summary>
internal static class SnowflakeSchemaTable
{
    [UnconditionalSuppressMessage("Trimming", "IL2111", Justification = "The table holds types; nobody makes any by it.")]
    public static DataTable Of(IEnumerable<DbColumn> columns)
    {
        DataTable table = new("SchemaTable") { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(int));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(int));
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        table.Columns.Add(SchemaTableColumn.IsKey, typeof(bool));
        table.Columns.Add(SchemaTableColumn.IsUnique, typeof(bool));
        table.Columns.Add("DataTypeName", typeof(string));
        foreach (DbColumn column in columns)
        {
            table.Rows.Add(
                column.ColumnName, column.ColumnOrdinal, column.ColumnSize ?? -1, column.NumericPrecision, column.NumericScale, column.DataType, column.AllowDBNull, false, false, column.DataTypeName);
        }

        return table;
    }
}

using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Makes tables of rows. Numbers of <c>NUMERIC</c> become decimals there, which tables and what they are written to know.</summary>
internal static class BigQueryDataTables
{
    /// <exception cref="OverflowException">A number of <c>NUMERIC</c> has more digits than a decimal.</exception>
    public static async Task<DataTable> ReadAsync(BigQueryRows rows, CancellationToken cancellationToken)
    {
        DataTable table = new() { Locale = CultureInfo.InvariantCulture };
        foreach (BigQueryField field in rows.Fields)
        {
            // Names of columns differ for BigQuery, and need not for a table: it knows no case.
            string name = table.Columns.Contains(field.Name) ? $"{field.Name}_{table.Columns.Count}" : field.Name;
            table.Columns.Add(name, TypeOf(field.Type));
        }

        table.BeginLoadData();
        await foreach (BigQueryRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            table.Rows.Add([.. row.Select(static value => value is null ? DBNull.Value : value)
                .Select((value, index) => value is BigQueryNumeric number && table.Columns[index].DataType == typeof(decimal) ? number.ToDecimal() : value)]);
        }

        table.EndLoadData();
        return table;
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)]
    private static Type TypeOf(BigQueryType type) => type.Kind switch
    {
        BigQueryTypeKind.Bool => typeof(bool),
        BigQueryTypeKind.Int64 => typeof(long),
        BigQueryTypeKind.Float64 => typeof(double),
        BigQueryTypeKind.Numeric => typeof(decimal),
        BigQueryTypeKind.BigNumeric => typeof(BigQueryNumeric),
        BigQueryTypeKind.Bytes => typeof(byte[]),
        BigQueryTypeKind.Date => typeof(DateOnly),
        BigQueryTypeKind.Time => typeof(TimeOnly),
        BigQueryTypeKind.DateTime => typeof(DateTime),
        BigQueryTypeKind.Timestamp => typeof(DateTimeOffset),
        BigQueryTypeKind.Json => typeof(JsonElement),
        BigQueryTypeKind.Interval => typeof(BigQueryInterval),
        BigQueryTypeKind.Array or BigQueryTypeKind.Struct or BigQueryTypeKind.Range => typeof(object),
        _ => typeof(string),
    };
}

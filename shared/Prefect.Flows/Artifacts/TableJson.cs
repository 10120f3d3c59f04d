using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>Writes tables as JSON.</summary>
internal static class TableJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        Converters = { new FiniteDoubles(), new FiniteSingles(), new FiniteHalves(), new JsonStringEnumConverter() },
    };

    public static string Write(object rows)
    {
        if (rows is string)
        {
            throw new ArgumentException("A text is no table: give rows, or make a Markdown artifact of it.", nameof(rows));
        }

        try
        {
            return PythonJson.Write(MaskedJson.Of(JsonSerializer.SerializeToElement(rows, rows.GetType(), s_options)));
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The table cannot be written as JSON: {exception.Message}", nameof(rows), exception);
        }
    }

    public static List<Dictionary<string, object?>> Rows(DataTable table)
    {
        List<Dictionary<string, object?>> rows = new(table.Rows.Count);
        foreach (DataRow row in table.Rows)
        {
            if (row.RowState == DataRowState.Deleted)
            {
                continue;
            }

            Dictionary<string, object?> cells = new(table.Columns.Count, StringComparer.Ordinal);
            foreach (DataColumn column in table.Columns)
            {
                object cell = row[column];
                cells[column.ColumnName] = cell is DBNull ? null : cell;
            }

            rows.Add(cells);
        }

        return rows;
    }

    private sealed class FiniteDoubles : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
                return;
            }

            writer.WriteNullValue();
        }
    }

    private sealed class FiniteSingles : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
        {
            if (float.IsFinite(value))
            {
                writer.WriteNumberValue(value);
                return;
            }

            writer.WriteNullValue();
        }
    }
    private sealed class FiniteHalves : JsonConverter<Half>
    {
        public override Half Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (Half)reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, Half value, JsonSerializerOptions options)
        {
            if (Half.IsFinite(value))
            {
                writer.WriteNumberValue((float)value);
                return;
            }

            writer.WriteNullValue();
        }
    }
}

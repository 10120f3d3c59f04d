using System.Globalization;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>Writes what is sent to run a statement.</summary>
internal static class SnowflakeQueryBody
{
    public static void Write(
        Utf8JsonWriter json, SnowflakeStatement statement, SnowflakeQueryOptions options, bool isSubmitted, SnowflakeQueryContext context, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("sqlText", statement.Sql);
        json.WriteBoolean("disableOfflineChunks", false);
        json.WriteBoolean("asyncExec", isSubmitted);
        json.WriteBoolean("describeOnly", options.DescribeOnly);
        json.WriteNumber("querySubmissionTime", now.ToUnixTimeMilliseconds());
        WriteBindings(json, statement.Bindings);
        if (options.StatementCount is { } count)
        {
            json.WriteStartObject("parameters");
            json.WriteNumber("MULTI_STATEMENT_COUNT", count);
            json.WriteEndObject();
        }

        context.Write(json);
        json.WriteEndObject();
    }

    private static void WriteBindings(Utf8JsonWriter json, IReadOnlyList<SnowflakeBinding> bindings)
    {
        if (bindings.Count == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        for (int index = 0; index < bindings.Count; index++)
        {
            json.WritePropertyName((index + 1).ToString(CultureInfo.InvariantCulture));
            bindings[index].Write(json);
        }

        json.WriteEndObject();
    }
}

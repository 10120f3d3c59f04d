using System.Collections.Concurrent;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>What the service has said about a session: where it works, and its parameters. Thread-safe.</summary>
internal sealed class SnowflakeSessionState
{
    private readonly ConcurrentDictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    public string? Database { get; private set; }

    public string? Schema { get; private set; }

    public string? Warehouse { get; private set; }

    public string? Role { get; private set; }

    /// <summary>The service's release; null before the sign-in.</summary>
    public string? ServerVersion { get; set; }

    /// <summary>A parameter of the session, such as <c>TIMEZONE</c>; null where the service has not said it.</summary>
    public string? Parameter(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>
    /// Takes note of what an answer says by the way: that to a sign-in (<c>sessionInfo</c>, <c>parameters</c>) and that to a query
    /// (<c>finalDatabaseName</c> and so on, <c>parameters</c>).
    /// </summary>
    public void Note(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        JsonElement place = data.TryGetProperty("sessionInfo", out JsonElement info) ? info : data;
        Database = Place(place, "databaseName", "finalDatabaseName") ?? Database;
        Schema = Place(place, "schemaName", "finalSchemaName") ?? Schema;
        Warehouse = Place(place, "warehouseName", "finalWarehouseName") ?? Warehouse;
        Role = Place(place, "roleName", "finalRoleName") ?? Role;
        NoteParameters(data);
    }

    private void NoteParameters(JsonElement data)
    {
        if (!data.TryGetProperty("parameters", out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (JsonElement parameter in parameters.EnumerateArray())
        {
            if (SnowflakeAnswer.Text(parameter, "name") is { } name && parameter.TryGetProperty("value", out JsonElement value))
            {
                _parameters[name] = value.ToString();
            }
        }
    }

    private static string? Place(JsonElement data, string first, string second) =>
        SnowflakeAnswer.Text(data, first) ?? SnowflakeAnswer.Text(data, second);
}

using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>A query with its parameters, as the service takes them.</summary>
/// <param name="Sql">The query; its parameters are <c>@name</c> or <c>?</c>.</param>
/// <param name="Parameters">The parameters in the service's form; null for none.</param>
/// <param name="IsPositional">Whether they go by position.</param>
internal sealed record BigQueryStatement(string Sql, JsonArray? Parameters, bool IsPositional)
{
    /// <summary>Takes a query whose parameters go by name, in the service's form or in Python's: <c>%(name)s</c>, <c>%(name:TYPE)s</c>.</summary>
    /// <exception cref="ArgumentException">The query is empty, a parameter is missing, or has no usable type.</exception>
    public static BigQueryStatement Of(string operation, IReadOnlyDictionary<string, object?>? parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        if (parameters is null or { Count: 0 })
        {
            return new BigQueryStatement(operation, null, IsPositional: false);
        }

        SqlMarkers markers = SqlMarkers.Named(operation);
        foreach (string missing in markers.Found.Select(static marker => marker.Name).Where(name => !parameters.ContainsKey(name)))
        {
            throw new ArgumentException($"The operation has %({missing})s, and there is no parameter '{missing}'.", nameof(parameters));
        }

        Dictionary<string, BigQueryType> types = new(StringComparer.Ordinal);
        foreach (SqlMarker marker in markers.Found.Where(static marker => marker.Type is not null))
        {
            types[marker.Name] = marker.Type!;
        }

        JsonArray written = [];
        foreach ((string name, object? value) in parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            JsonObject parameter = Write(name, value, types.GetValueOrDefault(name));
            parameter.Insert(0, "name", name);
            written.Add((JsonNode)parameter);
        }

        return new BigQueryStatement(markers.Sql, written, IsPositional: false);
    }

    /// <summary>Takes a query whose parameters go by position, in the service's form or in Python's: <c>?</c> or <c>%s</c>, <c>%(:TYPE)s</c>.</summary>
    /// <exception cref="ArgumentException">The query is empty, there are more or fewer parameters than places, or one has no usable type.</exception>
    public static BigQueryStatement Of(string operation, IReadOnlyList<object?> parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0)
        {
            return new BigQueryStatement(operation, null, IsPositional: true);
        }

        SqlMarkers markers = SqlMarkers.Positional(operation);
        if (markers.Found.Count > 0 && markers.Found.Count != parameters.Count)
        {
            throw new ArgumentException($"The operation has {markers.Found.Count} places for parameters, and there are {parameters.Count} of these.", nameof(parameters));
        }

        JsonArray written = [];
        for (int index = 0; index < parameters.Count; index++)
        {
            BigQueryType? type = markers.Found.Count > 0 ? markers.Found[index].Type : null;
            written.Add((JsonNode)Write($"{index + 1}", parameters[index], type));
        }

        return new BigQueryStatement(markers.Sql, written, IsPositional: true);
    }

    /// <summary>Takes a query whose parameters have names and types.</summary>
    /// <exception cref="ArgumentException">The query is empty, or two parameters have one name.</exception>
    public static BigQueryStatement OfTyped(string query, IEnumerable<BigQueryParameter>? parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        Dictionary<string, object?> byName = new(StringComparer.Ordinal);
        foreach (BigQueryParameter parameter in parameters ?? [])
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            ArgumentNullException.ThrowIfNull(parameter.Type, nameof(parameters));
            if (!byName.TryAdd(parameter.Name, new BigQueryValue(parameter.Type, parameter.Value)))
            {
                throw new ArgumentException($"There are two parameters '{parameter.Name}'.", nameof(parameters));
            }
        }

        return Of(query, byName);
    }

    private static JsonObject Write(string name, object? value, BigQueryType? said)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        BigQueryType type = said ?? BigQueryInference.TypeOf(value, name);
        return new JsonObject { ["parameterType"] = BigQueryEncoding.Type(type), ["parameterValue"] = BigQueryEncoding.Value(type, value, name) };
    }
}

namespace Prefect.Testing;

/// <summary>The parameters of a query, escapes taken away.</summary>
internal sealed class WireQuery
{
    private readonly List<(byte[] Name, byte[] Value)> _parameters;

    public WireQuery(string query) => _parameters =
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(pair => (PercentCoding.Decode(pair[0]), PercentCoding.Decode(pair.Length == 2 ? pair[1] : ""))),
    ];

    public string? this[string name] =>
        _parameters.Where(parameter => Text(parameter.Name) == name).Select(parameter => Text(parameter.Value)).FirstOrDefault();

    public IReadOnlyDictionary<string, string> Values => _parameters
        .GroupBy(parameter => Text(parameter.Name), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Text(group.First().Value), StringComparer.Ordinal);

    /// <summary>Escapes every parameter anew and sorts by what comes out.</summary>
    public string Canonical(string? without = null) => string.Join('&', _parameters
        .Where(parameter => Text(parameter.Name) != without)
        .Select(parameter => (Name: PercentCoding.Encode(parameter.Name, false), Value: PercentCoding.Encode(parameter.Value, false)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}

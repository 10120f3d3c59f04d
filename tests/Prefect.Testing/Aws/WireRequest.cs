namespace Prefect.Testing;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Target">Path and query, escapes included.</param>
/// <param name="Headers">Headers in the order in which they came, their bytes as Latin-1.</param>
/// <param name="Body">The body, decoded from the framing of HTTP alone.</param>
internal sealed record WireRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Path => Target.Split('?', 2)[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target.Split('?', 2)[1] : "";

    /// <summary>Lists the values of a header.</summary>
    public IEnumerable<string> All(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Gives the value of a header, or null.</summary>
    public string? Header(string name) => All(name).FirstOrDefault();
}

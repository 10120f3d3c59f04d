using System.Reflection;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What Prefect's own client and a real server said to each other on one occasion.</summary>
/// <param name="Name">Name of the recording.</param>
/// <param name="Exchanges">The requests over HTTP and their answers, in order; what went over sockets is left out.</param>
public sealed record WireScenario(string Name, IReadOnlyList<WireExchange> Exchanges)
{
    private const string Prefix = "wire/";
    private static readonly Assembly s_assembly = typeof(WireScenario).Assembly;

    /// <summary>Names of all recordings.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a recording.</summary>
    /// <param name="name">Its name, such as <c>flow-two-tasks</c>.</param>
    public static WireScenario Load(string name)
    {
        using Stream stream = s_assembly.GetManifestResourceStream(Prefix + name) ?? throw new ArgumentException($"There is no recording '{name}'.", nameof(name));
        JsonArray exchanges = (JsonArray)JsonNode.Parse(stream)!["exchanges"]!;
        return new WireScenario(name, [.. exchanges.OfType<JsonObject>().Where(json => json["kind"]!.ToString() == "http").Select(WireExchange.Read)]);
    }
}

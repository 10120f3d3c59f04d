using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The vendor's rules of one service: see the folder's README.</summary>
internal sealed class GoogleDiscovery
{
    private GoogleDiscovery(JsonObject document)
    {
        Id = (string)document["id"]!;
        Host = (string)document["host"]!;
        Parameters = document["parameters"]!.AsObject();
        Schemas = new GoogleSchemas(document["schemas"]!.AsObject());
        Methods = [.. document["methods"]!.AsObject().Select(pair => new GoogleMethod(pair.Key, pair.Value!.AsObject(), this))];
    }

    public static IReadOnlyList<GoogleDiscovery> All { get; } = [.. Read()];

    public string Id { get; }

    public string Host { get; }

    public JsonObject Parameters { get; }

    public GoogleSchemas Schemas { get; }

    public IReadOnlyList<GoogleMethod> Methods { get; }

    /// <summary>Whether a host is the service's: in the world, or in a region.</summary>
    public bool IsAt(string? host) =>
        host is null || !host.EndsWith(".googleapis.com", StringComparison.Ordinal) || host == Host || host.EndsWith("-" + Host, StringComparison.Ordinal);

    private static IEnumerable<GoogleDiscovery> Read()
    {
        System.Reflection.Assembly assembly = typeof(GoogleDiscovery).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("google-discovery/", StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            yield return new GoogleDiscovery(JsonNode.Parse(stream)!.AsObject());
        }
    }
}

using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>The profiles that exist before anybody makes one, as in Python.</summary>
internal static class BuiltInProfiles
{
    public const string Ephemeral = "ephemeral";

    public static IReadOnlyList<string> Names { get; } = [Ephemeral, "local", "test", "cloud"];

    public static List<ProfileEntry>? TryGet(string name) => name switch
    {
        Ephemeral => [Entry("PREFECT_SERVER_EPHEMERAL_ENABLED", "true")],
        "local" => [Entry("PREFECT_API_URL", "http://127.0.0.1:4200/api")],
        "test" =>
        [
            Entry("PREFECT_SERVER_EPHEMERAL_ENABLED", "true"),
            Entry("PREFECT_SERVER_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:///:memory:"),
        ],
        "cloud" => [],
        _ => null,
    };

    private static ProfileEntry Entry(string key, string value) => new(key, new TomlScalar(TomlKind.Text, value));
}
